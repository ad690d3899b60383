package dev.intarsia.host.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects as records and beans. Members that the class does not have are passed over, as JavaScript would. */
final class StructReaders {
  private StructReaders() {}

  static ValueReader ofRecord(Class<?> type, Map<TypeVariable<?>, Type> bindings, Readers readers) {
    RecordComponent[] components = type.getRecordComponents();
    int count = components.length;
    String[] names = new String[count];
    ValueReader[] members = new ValueReader[count];
    Class<?>[] classes = new Class<?>[count];
    for (int i = 0; i < count; i++) {
      names[i] = components[i].getName();
      classes[i] = components[i].getType();
      members[i] = reader(readers, components[i].getGenericType(), bindings, names[i]);
    }
    MethodHandle constructor = constructor(type, classes)
        .asSpreader(Object[].class, count)
        .asType(MethodType.methodType(Object.class, Object[].class));
    return value -> {
      Map<?, ?> map = object(value, type);
      if (map == null) {
        return type.isInstance(value) ? value : null;
      }
      @Nullable Object[] arguments = new @Nullable Object[count];
      for (int i = 0; i < count; i++) {
        arguments[i] = member(map, names[i], members[i]);
      }
      return invoke(() -> constructor.invokeExact(arguments), type);
    };
  }

  static ValueReader ofBean(Class<?> type, Map<TypeVariable<?>, Type> bindings, Readers readers) {
    MethodHandle constructor = constructor(type).asType(MethodType.methodType(Object.class));
    Map<String, Setter> setters = new HashMap<>();
    for (Field field : type.getFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
        MethodHandle handle = ClassProperties.open(field, lookup -> lookup.unreflectSetter(field));
        setters.put(
            field.getName(),
            new Setter(field.getName(), handle, reader(readers, field.getGenericType(), bindings, field.getName())));
      }
    }
    for (Method method : type.getMethods()) {
      String name = setterName(method);
      if (name != null) {
        MethodHandle handle = ClassProperties.open(method, lookup -> lookup.unreflect(method));
        setters.put(
            name, new Setter(name, handle, reader(readers, method.getGenericParameterTypes()[0], bindings, name)));
      }
    }
    if (setters.isEmpty()) {
      throw new Refusal("no value converts to " + type.getTypeName()
          + ", as it has no setter and no public field; ask for a record or Object");
    }
    return value -> {
      Map<?, ?> map = object(value, type);
      if (map == null) {
        return type.isInstance(value) ? value : null;
      }
      Object bean = invoke(() -> constructor.invokeExact(), type);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        Setter setter = setters.get(entry.getKey());
        if (setter != null) {
          setter.set(bean, member(map, setter.name, setter.reader));
        }
      }
      return bean;
    };
  }

  /** A member's reader; a type that nothing converts to is refused with the member's name. */
  private static ValueReader reader(Readers readers, Type type, Map<TypeVariable<?>, Type> bindings, String member) {
    try {
      return readers.reader(type, bindings);
    } catch (Refusal refusal) {
      throw refusal.inMember(0, member);
    }
  }

  private static @Nullable Map<?, ?> object(@Nullable Object value, Class<?> type) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    if (ScalarReaders.absent(value) || type.isInstance(value)) {
      return null;
    }
    throw ScalarReaders.mismatch(value, type.getSimpleName());
  }

  private static @Nullable Object member(Map<?, ?> map, String name, ValueReader reader) {
    try {
      Object value = map.get(name);
      return reader.read(value == null && !map.containsKey(name) ? Undefined.UNDEFINED : value);
    } catch (Refusal refusal) {
      throw refusal.inMember(0, name);
    }
  }

  private static @Nullable String setterName(Method method) {
    String name = method.getName();
    boolean setter = method.getParameterCount() == 1
        && !Modifier.isStatic(method.getModifiers())
        && !method.isBridge()
        && name.length() > 3
        && name.startsWith("set");
    return setter ? ClassProperties.propertyName(name.substring(3)) : null;
  }

  private static MethodHandle constructor(Class<?> type, Class<?>... parameters) {
    Constructor<?> constructor;
    try {
      constructor = type.getDeclaredConstructor(parameters);
    } catch (NoSuchMethodException missing) {
      throw new Refusal("no value converts to " + type.getTypeName()
          + ", as it has no constructor without parameters; ask for a record, or add one");
    }
    return ClassProperties.open(constructor, lookup -> lookup.unreflectConstructor(constructor));
  }

  private interface Call {
    @Nullable Object run() throws Throwable;
  }

  private static @Nullable Object invoke(Call call, Class<?> type) {
    try {
      return call.run();
    } catch (Error fatal) {
      throw fatal;
    } catch (Throwable thrown) {
      throw new Refusal("making a " + type.getSimpleName() + " threw " + thrown);
    }
  }

  private record Setter(String name, MethodHandle handle, ValueReader reader) {
    Setter(String name, MethodHandle handle, ValueReader reader) {
      this.name = name;
      this.handle = handle.asType(MethodType.methodType(void.class, Object.class, Object.class));
      this.reader = reader;
    }

    void set(@Nullable Object bean, @Nullable Object value) {
      try {
        handle.invokeExact(bean, value);
      } catch (Error fatal) {
        throw fatal;
      } catch (Throwable thrown) {
        throw new Refusal("setting it threw " + thrown).inMember(0, name);
      }
    }
  }
}
