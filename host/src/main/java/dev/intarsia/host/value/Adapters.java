package dev.intarsia.host.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The {@link ValueAdapter}s of this JVM, looked up once for each class. */
final class Adapters {
  private static final ClassValue<Optional<ValueAdapter<Object>>> BY_CLASS = new ClassValue<>() {
    @Override
    protected Optional<ValueAdapter<Object>> computeValue(Class<?> type) {
      return Optional.ofNullable(find(type));
    }
  };

  private Adapters() {}

  /** The adapter that writes values of this class; null when there is none. */
  static @Nullable ValueAdapter<Object> writer(Class<?> type) {
    return BY_CLASS.get(type).orElse(null);
  }

  /** What the adapter makes of a value. */
  static @Nullable Object toValue(ValueAdapter<Object> adapter, Object value) {
    Object adapted = adapter.toValue(value);
    if (adapter.type().isInstance(adapted)) {
      throw new Refusal("the ValueAdapter " + adapter.getClass().getTypeName() + " gives back a "
          + adapter.type().getSimpleName() + "; it must make a value that can cross");
    }
    return adapted;
  }

  /** The reader of a class that has an adapter of its very own; null when there is none. */
  static @Nullable ValueReader reader(Class<?> type) {
    ValueAdapter<Object> adapter = writer(type);
    if (adapter == null || adapter.type() != (Class<?>) type) {
      return null;
    }
    return value -> {
      if (ScalarReaders.absent(value) || type.isInstance(value)) {
        return ScalarReaders.absent(value) ? null : value;
      }
      try {
        return type.cast(adapter.fromValue(Objects.requireNonNull(value)));
      } catch (RuntimeException refused) {
        throw ScalarReaders.mismatch(value, type.getSimpleName() + ": " + refused);
      }
    };
  }

  @SuppressWarnings("unchecked") // used for values of the adapter's own class only
  private static @Nullable ValueAdapter<Object> find(Class<?> type) {
    ValueAdapter<?> best = null;
    for (ValueAdapter<?> adapter : all()) {
      boolean fits = adapter.type().isAssignableFrom(type);
      if (fits && (best == null || best.type().isAssignableFrom(adapter.type()))) {
        best = adapter;
      }
    }
    return (ValueAdapter<Object>) best;
  }

  @SuppressWarnings("rawtypes") // a class literal has no type arguments
  private static List<ValueAdapter> all() {
    List<ValueAdapter> found = new ArrayList<>();
    ServiceLoader.load(ValueAdapter.class).forEach(found::add);
    if (found.isEmpty()) {
      ServiceLoader.load(ValueAdapter.class, Adapters.class.getClassLoader()).forEach(found::add);
    }
    return found;
  }
}
