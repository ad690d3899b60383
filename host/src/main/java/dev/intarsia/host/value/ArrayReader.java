package dev.intarsia.host.value;

import java.lang.reflect.Array;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** JSON arrays as Java arrays. */
final class ArrayReader {
  private ArrayReader() {}

  static ValueReader of(Class<?> arrayClass, ValueReader elements) {
    Class<?> component = arrayClass.getComponentType();
    return value -> arrayClass.isInstance(value) ? value : read(value, component, elements);
  }

  static @Nullable Object read(@Nullable Object value, Class<?> component, ValueReader elements) {
    if (ScalarReaders.absent(value)) {
      return null;
    }
    if (!(value instanceof Collection<?> list)) {
      throw ScalarReaders.mismatch(value, component.getTypeName() + "[]");
    }
    Object array = Array.newInstance(component, list.size());
    int index = 0;
    for (Object element : list) {
      try {
        Array.set(array, index, elements.read(element));
      } catch (Refusal refusal) {
        throw refusal.inElement(0, index);
      }
      index++;
    }
    return array;
  }
}
