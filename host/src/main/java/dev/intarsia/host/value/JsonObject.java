package dev.intarsia.host.value;

import dev.intarsia.bridge.json.JsonShape;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as a map in the text's order. Its names are shared with objects alike, so that it costs an array for
 * its values; a name that is new to it makes it an ordinary map.
 */
final class JsonObject extends AbstractMap<String, @Nullable Object> {
  private JsonShape shape;
  private @Nullable Object[] values;
  private int changes;

  /** Holds everything, once it is there. */
  private @Nullable Map<String, @Nullable Object> ordinary;

  /**
   * @param values one for each name of the shape; not copied
   */
  JsonObject(JsonShape shape, @Nullable Object[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** The names that {@link #valueAt} counts by; null when this is an ordinary map. */
  @Nullable JsonShape shape() {
    return ordinary == null ? shape : null;
  }

  @Nullable Object valueAt(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return ordinary == null ? values.length : ordinary.size();
  }

  private int indexOf(@Nullable Object key) {
    return key instanceof String name ? shape.indexOf(name) : -1;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return ordinary == null ? indexOf(key) >= 0 : ordinary.containsKey(key);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (ordinary != null) {
      return ordinary.get(key);
    }
    int index = indexOf(key);
    return index < 0 ? null : values[index];
  }

  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    int index = ordinary == null ? indexOf(key) : -1;
    if (index < 0) {
      return ordinary().put(key, value);
    }
    Object old = values[index];
    values[index] = value;
    return old;
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    if (ordinary != null) {
      return ordinary.remove(key);
    }
    int index = indexOf(key);
    if (index < 0) {
      return null;
    }
    Object old = values[index];
    removeAt(index);
    return old;
  }

  @Override
  public void clear() {
    ordinary().clear();
  }

  private void removeAt(int index) {
    @Nullable Object[] fewer = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(values, index + 1, fewer, index, fewer.length - index);
    shape = shape.without(index);
    values = fewer;
    changes++;
  }

  private Map<String, @Nullable Object> ordinary() {
    Map<String, @Nullable Object> map = ordinary;
    if (map == null) {
      map = LinkedHashMap.newLinkedHashMap(values.length + 1);
      for (int i = 0; i < values.length; i++) {
        map.put(shape.name(i), values[i]);
      }
      ordinary = map;
      changes++;
    }
    return map;
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  /** A live view, as {@link Map} asks for: it may outlive the shape. */
  private final class Entries extends AbstractSet<Entry<String, @Nullable Object>> {
    @Override
    public int size() {
      return JsonObject.this.size();
    }

    @Override
    public void clear() {
      JsonObject.this.clear();
    }

    @Override
    public Iterator<Entry<String, @Nullable Object>> iterator() {
      return ordinary == null ? new Cursor() : ordinary.entrySet().iterator();
    }
  }

  private final class Cursor implements Iterator<Entry<String, @Nullable Object>> {
    private int next;
    private boolean removable;
    private int seen = changes;

    @Override
    public boolean hasNext() {
      return next < values.length;
    }

    @Override
    public Entry<String, @Nullable Object> next() {
      if (seen != changes) {
        throw new ConcurrentModificationException();
      }
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      removable = true;
      return new Member(shape.name(next), values[next++]);
    }

    @Override
    public void remove() {
      if (!removable) {
        throw new IllegalStateException("next() comes first");
      }
      if (seen != changes) {
        throw new ConcurrentModificationException();
      }
      removeAt(--next);
      removable = false;
      seen = changes;
    }
  }

  private final class Member extends SimpleEntry<String, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    Member(String name, @Nullable Object value) {
      super(name, value);
    }

    @Override
    public @Nullable Object setValue(@Nullable Object value) {
      put(getKey(), value);
      return super.setValue(value);
    }
  }
}
