package dev.intarsia.host;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A type with its arguments, which a class cannot say: {@code new TypeRef<List<Point>>() {}}.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {
  private final Type type;

  /** Reads the type from the subclass that is made by the braces. */
  protected TypeRef() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType generic)) {
      throw new IllegalArgumentException("a TypeRef needs its type: new TypeRef<List<String>>() {}");
    }
    type = generic.getActualTypeArguments()[0];
  }

  private TypeRef(Type type) {
    this.type = type;
  }

  /** A class as a type. */
  public static <T> TypeRef<T> of(Class<T> type) {
    return new Known<>(type);
  }

  /** A type that is known at run time only. */
  public static TypeRef<?> of(Type type) {
    return new Known<>(type);
  }

  /** The type itself. */
  public final Type type() {
    return type;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof TypeRef<?> ref && ref.type.equals(type);
  }

  @Override
  public final int hashCode() {
    return type.hashCode();
  }

  @Override
  public final String toString() {
    return type.getTypeName();
  }

  private static final class Known<T> extends TypeRef<T> {
    Known(Type type) {
      super(type);
    }
  }
}
