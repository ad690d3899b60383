package dev.intarsia.host.value;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sealed hierarchies whose root carries a {@link TypeTag}: JSON objects with a member that names the class. */
final class SealedTypes {
  /**
   * The member that a permitted class is written with.
   *
   * @param member its name, from the sealed root
   * @param value what it holds for this class
   */
  record Tag(String member, String value) {}

  private SealedTypes() {}

  /** The tag that objects of this class are written with; null when no sealed type above it asks for one. */
  static @Nullable Tag tagOf(Class<?> type) {
    Class<?> root = root(type, type);
    return root == null ? null : new Tag(root.getAnnotation(TypeTag.class).value(), nameOf(type));
  }

  private static @Nullable Class<?> root(@Nullable Class<?> type, Class<?> leaf) {
    if (type == null || type == Object.class) {
      return null;
    }
    if (type != leaf && type.isSealed() && type.isAnnotationPresent(TypeTag.class)) {
      return type;
    }
    Class<?> found = root(type.getSuperclass(), leaf);
    for (Class<?> above : type.getInterfaces()) {
      found = found == null ? root(above, leaf) : found;
    }
    return found;
  }

  /** The reader of a sealed type that carries a {@link TypeTag}. */
  static ValueReader reader(Class<?> sealed, Readers readers) {
    String member = sealed.getAnnotation(TypeTag.class).value();
    Map<String, ValueReader> byName = new LinkedHashMap<>();
    collect(sealed, readers, byName);
    return value -> {
      if (ScalarReaders.absent(value) || sealed.isInstance(value)) {
        return ScalarReaders.absent(value) ? null : value;
      }
      if (!(value instanceof Map<?, ?> map)) {
        throw ScalarReaders.mismatch(value, sealed.getSimpleName());
      }
      ValueReader reader = byName.get(String.valueOf(map.get(member)));
      if (reader == null) {
        throw ScalarReaders.mismatch(
                map.get(member), "kind of " + sealed.getSimpleName() + "; there are " + byName.keySet())
            .inMember(0, member);
      }
      return reader.read(value);
    };
  }

  private static void collect(Class<?> sealed, Readers readers, Map<String, ValueReader> byName) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        collect(permitted, readers, byName);
      } else {
        byName.put(nameOf(permitted), readers.reader(permitted, Map.of()));
      }
    }
  }

  private static String nameOf(Class<?> type) {
    TypeTag own = type.getAnnotation(TypeTag.class);
    return own == null ? type.getSimpleName() : own.value();
  }
}
