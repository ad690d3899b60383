package dev.intarsia.host.value;

import dev.intarsia.bridge.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps in the text's order, lists, strings, doubles, booleans and null. */
enum JavaTree implements JsonTree<Object, Map<String, @Nullable Object>, List<@Nullable Object>> {
  INSTANCE;

  @Override
  public Map<String, @Nullable Object> newObject() {
    return new LinkedHashMap<>();
  }

  @Override
  public List<@Nullable Object> newArray() {
    return new ArrayList<>();
  }

  @Override
  public void put(Map<String, @Nullable Object> object, String name, @Nullable Object value) {
    object.put(name, value);
  }

  @Override
  public void add(List<@Nullable Object> array, @Nullable Object value) {
    array.add(value);
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
