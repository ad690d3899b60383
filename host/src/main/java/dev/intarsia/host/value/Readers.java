package dev.intarsia.host.value;

import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts readers together for a type and all that it holds. A type that holds itself refers to the reader being made. */
final class Readers {
  private static final Map<Class<?>, Supplier<Collection<@Nullable Object>>> COLLECTIONS = Map.of(
      Iterable.class, ArrayList::new,
      Collection.class, ArrayList::new,
      SequencedCollection.class, ArrayList::new,
      List.class, ArrayList::new,
      ArrayList.class, ArrayList::new,
      Set.class, LinkedHashSet::new,
      SequencedSet.class, LinkedHashSet::new,
      LinkedHashSet.class, LinkedHashSet::new,
      Deque.class, ArrayDeque::new,
      Queue.class, ArrayDeque::new);

  private final Map<Type, Deferred> underWay = new HashMap<>();

  private Readers() {}

  /**
   * @throws Refusal when no value converts to the type
   */
  static ValueReader make(Type type) {
    return new Readers().reader(type, Map.of());
  }

  ValueReader reader(Type type, Map<TypeVariable<?>, Type> bindings) {
    return switch (type) {
      case Class<?> c -> ofClass(c);
      case ParameterizedType generic -> ofGeneric(resolve(generic, bindings));
      case GenericArrayType array -> {
        Type component = substitute(array.getGenericComponentType(), bindings);
        yield ArrayReader.of(erase(component).arrayType(), reader(component, bindings));
      }
      case WildcardType wildcard -> reader(wildcard.getUpperBounds()[0], bindings);
      case TypeVariable<?> variable -> {
        Type bound = bindings.get(variable);
        yield bound == null ? reader(erase(variable), bindings) : reader(bound, Map.of());
      }
      default -> throw new Refusal("no value converts to " + type.getTypeName());
    };
  }

  private ValueReader ofClass(Class<?> type) {
    if (type.isPrimitive()) {
      return notNull(ofClass(MethodType.methodType(type).wrap().returnType()), type);
    }
    ValueReader known = known(type);
    if (known != null) {
      return known;
    }
    if (type.isArray()) {
      return ArrayReader.of(type, ofClass(type.getComponentType()));
    }
    if (type.isEnum()) {
      return ofEnum(type);
    }
    if (type == Optional.class) {
      return optional(value -> value);
    }
    if (Map.class.isAssignableFrom(type) || COLLECTIONS.containsKey(type)) {
      return ofGeneric(new Binding(type, List.of(Object.class, Object.class)));
    }
    if ((type.getPackageName().equals(Readers.class.getPackageName()) && !type.isMemberClass())
        || type == ProcessSharedBuffer.class
        || Throwable.class.isAssignableFrom(type)
        || PayloadValue.class.isAssignableFrom(type)) {
      return ScalarReaders.same(type);
    }
    return structure(type, type, Map.of());
  }

  /** The reader of a class that holds no other values; null for any other class. */
  private static @Nullable ValueReader known(Class<?> type) {
    ValueReader scalar = ScalarReaders.of(type);
    if (scalar != null) {
      return scalar;
    }
    ValueReader adapted = Adapters.reader(type);
    return adapted == null ? TextForms.reader(type) : adapted;
  }

  private ValueReader ofGeneric(Binding generic) {
    Class<?> raw = generic.raw();
    List<Type> arguments = generic.arguments();
    if (raw == Optional.class) {
      return optional(reader(arguments.getFirst(), Map.of()));
    }
    Supplier<Collection<@Nullable Object>> collection = COLLECTIONS.get(raw);
    if (collection != null) {
      return list(reader(arguments.getFirst(), Map.of()), collection, raw);
    }
    if (raw == SequencedMap.class || (raw.isAssignableFrom(LinkedHashMap.class) && Map.class.isAssignableFrom(raw))) {
      return map(reader(arguments.get(0), Map.of()), reader(arguments.get(1), Map.of()));
    }
    Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    TypeVariable<?>[] variables = raw.getTypeParameters();
    for (int i = 0; i < Math.min(variables.length, arguments.size()); i++) {
      bindings.put(variables[i], arguments.get(i));
    }
    return structure(generic, raw, bindings);
  }

  private ValueReader structure(Type key, Class<?> raw, Map<TypeVariable<?>, Type> bindings) {
    Deferred begun = underWay.get(key);
    if (begun != null) {
      return begun;
    }
    Deferred deferred = new Deferred();
    underWay.put(key, deferred);
    if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())) {
      if (raw.isSealed() && raw.isAnnotationPresent(TypeTag.class)) {
        deferred.reader = SealedTypes.reader(raw, this);
        return deferred.reader;
      }
      throw new Refusal(
          "no value converts to " + raw.getTypeName() + ", as it is abstract; ask for a record, a class or Object"
              + (raw.isSealed() ? ", or name the member that tells its kinds apart with @TypeTag" : ""));
    }
    deferred.reader =
        raw.isRecord() ? StructReaders.ofRecord(raw, bindings, this) : StructReaders.ofBean(raw, bindings, this);
    return deferred.reader;
  }

  private static ValueReader notNull(ValueReader reader, Class<?> primitive) {
    if (primitive == void.class) {
      return reader;
    }
    return value -> {
      Object read = reader.read(value);
      if (read == null) {
        throw ScalarReaders.mismatch(value, primitive.getName());
      }
      return read;
    };
  }

  private static ValueReader ofEnum(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return value -> {
      if (ScalarReaders.absent(value)) {
        return null;
      }
      Object constant = value instanceof String name ? constants.get(name) : null;
      if (constant == null) {
        throw ScalarReaders.mismatch(value, type.getSimpleName() + "; there are " + constants.keySet());
      }
      return constant;
    };
  }

  private static ValueReader optional(ValueReader content) {
    return value -> ScalarReaders.absent(value) ? Optional.empty() : Optional.ofNullable(content.read(value));
  }

  private static ValueReader list(ValueReader elements, Supplier<Collection<@Nullable Object>> supplier, Class<?> raw) {
    return value -> {
      if (ScalarReaders.absent(value)) {
        return null;
      }
      if (!(value instanceof Collection<?> list)) {
        throw ScalarReaders.mismatch(value, raw.getSimpleName());
      }
      Collection<@Nullable Object> read = supplier.get();
      Iterator<?> from = list.iterator();
      for (int index = 0; from.hasNext(); index++) {
        try {
          read.add(elements.read(from.next()));
        } catch (Refusal refusal) {
          throw refusal.inElement(0, index);
        }
      }
      return read;
    };
  }

  private static ValueReader map(ValueReader keys, ValueReader values) {
    return value -> {
      if (ScalarReaders.absent(value)) {
        return null;
      }
      if (!(value instanceof Map<?, ?> map)) {
        throw ScalarReaders.mismatch(value, "Map");
      }
      Map<@Nullable Object, @Nullable Object> read = LinkedHashMap.newLinkedHashMap(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        try {
          read.put(readKey(keys, Objects.requireNonNull(entry.getKey())), values.read(entry.getValue()));
        } catch (Refusal refusal) {
          throw refusal.inMember(0, String.valueOf(entry.getKey()));
        }
      }
      return read;
    };
  }

  /** A member's name is text; as a number's text it also converts to a number. */
  private static @Nullable Object readKey(ValueReader keys, Object name) {
    try {
      return keys.read(name);
    } catch (Refusal refusal) {
      try {
        return keys.read(Double.valueOf(name.toString()));
      } catch (NumberFormatException notNumeric) {
        throw refusal;
      }
    }
  }

  private static Binding resolve(ParameterizedType type, Map<TypeVariable<?>, Type> bindings) {
    List<Type> arguments = new ArrayList<>();
    for (Type argument : type.getActualTypeArguments()) {
      arguments.add(substitute(argument, bindings));
    }
    return new Binding((Class<?>) type.getRawType(), arguments);
  }

  private static Type substitute(Type type, Map<TypeVariable<?>, Type> bindings) {
    return switch (type) {
      case TypeVariable<?> variable -> Objects.requireNonNullElseGet(bindings.get(variable), () -> erase(variable));
      case ParameterizedType generic -> resolve(generic, bindings);
      case WildcardType wildcard -> substitute(wildcard.getUpperBounds()[0], bindings);
      default -> type;
    };
  }

  static Class<?> erase(Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      case TypeVariable<?> variable -> erase(variable.getBounds()[0]);
      case WildcardType wildcard -> erase(wildcard.getUpperBounds()[0]);
      case GenericArrayType array -> erase(array.getGenericComponentType()).arrayType();
      default -> Object.class;
    };
  }

  /** A generic class with all its arguments known. */
  private record Binding(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(new Type[0]);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }

  /** Stands for a reader that is being made. */
  private static final class Deferred implements ValueReader {
    private @Nullable ValueReader reader;

    @Override
    public @Nullable Object read(@Nullable Object value) {
      return Objects.requireNonNull(reader, "used while being made").read(value);
    }
  }
}
