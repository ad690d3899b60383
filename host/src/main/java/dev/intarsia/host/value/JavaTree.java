package dev.intarsia.host.value;

import dev.intarsia.bridge.json.JsonShape;
import dev.intarsia.bridge.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps in the text's order, lists, strings, doubles, booleans and null. */
enum JavaTree implements JsonTree<Object> {
  INSTANCE;

  @Override
  public Object object(JsonShape shape, @Nullable Object[] values) {
    return new JsonObject(shape, values);
  }

  @Override
  public Object object(@Nullable String[] names, @Nullable Object[] values, int from, int to) {
    Map<@Nullable String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(to - from);
    for (int i = from; i < to; i++) {
      map.put(names[i], values[i]);
    }
    return map;
  }

  @Override
  public Object array(@Nullable Object[] values, int from, int to) {
    List<@Nullable Object> list = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      list.add(values[i]);
    }
    return list;
  }

  @Override
  public Object string(String value) {
    return value;
  }

  @Override
  public Object number(double value) {
    return value;
  }

  @Override
  public Object bool(boolean value) {
    return value;
  }

  @Override
  public @Nullable Object nul() {
    return null;
  }
}
