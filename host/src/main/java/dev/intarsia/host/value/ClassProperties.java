package dev.intarsia.host.value;

import dev.intarsia.bridge.json.JsonText;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of a class's objects has a JSON form: a record's components, or a bean's getters and public fields. */
final class ClassProperties {
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
  private static final ClassValue<ClassProperties> CACHE = new ClassValue<>() {
    @Override
    protected ClassProperties computeValue(Class<?> type) {
      return new ClassProperties(type);
    }
  };

  private final Property[] readable;
  private final SealedTypes.@Nullable Tag tag;

  private ClassProperties(Class<?> type) {
    List<Property> found = isForeign(type) ? List.of() : type.isRecord() ? ofRecord(type) : ofBean(type);
    readable = found.toArray(new Property[0]);
    tag = SealedTypes.tagOf(type);
  }

  static ClassProperties of(Class<?> type) {
    return CACHE.get(type);
  }

  boolean isEmpty() {
    return readable.length == 0;
  }

  Property[] readable() {
    return readable;
  }

  /** The member that names the class, written before the others; null when no sealed type asks for one. */
  SealedTypes.@Nullable Tag tag() {
    return tag;
  }

  /** Classes of the JDK's own, lambdas and proxies are no data. */
  private static boolean isForeign(Class<?> type) {
    String name = type.getName();
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || type.isHidden()
        || type.isSynthetic()
        || java.lang.reflect.Proxy.isProxyClass(type);
  }

  private static List<Property> ofRecord(Class<?> type) {
    List<Property> found = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      found.add(new Property(component.getName(), unreflect(component.getAccessor())));
    }
    if (found.isEmpty()) {
      found.add(Property.NONE);
    }
    return found;
  }

  /** In the order of the fields behind them, then by name: the JVM promises no order of methods. */
  private static List<Property> ofBean(Class<?> type) {
    Map<String, MethodHandle> getters = new TreeMap<>();
    for (Field field : type.getFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
        getters.put(field.getName(), unreflect(field));
      }
    }
    for (Method method : type.getMethods()) {
      String name = getterName(method);
      if (name != null) {
        getters.put(name, unreflect(method));
      }
    }
    Map<String, Property> ordered = new LinkedHashMap<>();
    for (Class<?> c : lineage(type)) {
      for (Field field : c.getDeclaredFields()) {
        MethodHandle getter = getters.remove(field.getName());
        if (getter != null) {
          ordered.put(field.getName(), new Property(field.getName(), getter));
        }
      }
    }
    getters.forEach((name, getter) -> ordered.put(name, new Property(name, getter)));
    return List.copyOf(ordered.values());
  }

  private static List<Class<?>> lineage(Class<?> type) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      classes.addFirst(c);
    }
    return classes;
  }

  private static @Nullable String getterName(Method method) {
    if (method.getParameterCount() != 0
        || Modifier.isStatic(method.getModifiers())
        || method.isBridge()
        || method.getReturnType() == void.class
        || method.getDeclaringClass() == Object.class) {
      return null;
    }
    String name = method.getName();
    if (name.length() > 3 && name.startsWith("get")) {
      return propertyName(name.substring(3));
    }
    boolean bool = method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
    return bool && name.length() > 2 && name.startsWith("is") ? propertyName(name.substring(2)) : null;
  }

  /** {@code getUrl} is {@code url} and {@code getURL} is {@code URL}, as JavaBeans has it; null when no capital follows. */
  static @Nullable String propertyName(String capitalized) {
    char first = capitalized.charAt(0);
    if (Character.isLowerCase(first)) {
      return null;
    }
    boolean acronym =
        capitalized.length() > 1 && Character.isUpperCase(capitalized.charAt(1)) && Character.isUpperCase(first);
    return acronym ? capitalized : Character.toLowerCase(first) + capitalized.substring(1);
  }

  private static MethodHandle unreflect(Method method) {
    return open(method, lookup -> lookup.unreflect(method)).asType(GETTER);
  }

  private static MethodHandle unreflect(Field field) {
    return open(field, lookup -> lookup.unreflectGetter(field)).asType(GETTER);
  }

  interface Unreflecting {
    MethodHandle from(MethodHandles.Lookup lookup) throws IllegalAccessException;
  }

  /**
   * @throws Refusal when the member's module keeps it closed
   */
  static <M extends AccessibleObject & java.lang.reflect.Member> MethodHandle open(
      M member, Unreflecting unreflecting) {
    boolean opened = member.trySetAccessible();
    try {
      return unreflecting.from(MethodHandles.publicLookup());
    } catch (IllegalAccessException closed) {
      Class<?> owner = member.getDeclaringClass();
      throw new Refusal(owner.getTypeName() + (opened ? " can't be read" : " is closed to this library")
          + ": make it public in an exported package, or open " + owner.getPackageName() + " to dev.intarsia.host");
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(readable);
  }

  /** One member: its name and how to read it. */
  static final class Property {
    /** Stands in a record without components, which is an empty object. */
    static final Property NONE = new Property(
        "", MethodHandles.dropArguments(MethodHandles.constant(Object.class, Undefined.UNDEFINED), 0, Object.class));

    private final String name;
    private final byte[] keyToken;
    private final MethodHandle getter;

    Property(String name, MethodHandle getter) {
      this.name = name;
      this.keyToken = JsonText.keyToken(name);
      this.getter = getter;
    }

    String name() {
      return name;
    }

    byte[] keyToken() {
      return keyToken;
    }

    @SuppressWarnings("IllegalCatch")
    @Nullable Object read(Object holder) {
      try {
        return (@Nullable Object) getter.invokeExact(holder);
      } catch (Error fatal) {
        throw fatal;
      } catch (Throwable thrown) {
        throw new Refusal("reading it threw " + thrown);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
