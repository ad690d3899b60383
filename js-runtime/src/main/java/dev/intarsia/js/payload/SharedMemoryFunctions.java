package dev.intarsia.js.payload;

import dev.intarsia.bridge.boot.MemorySlice;
import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.bridge.memory.SharedMemoryException;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.realm.JsRealm;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The host functions of shared-memory.js. A name is a file of the system's shared memory: to use one, code needs the
 * permissions {@code read} and {@code write} for it, or it could look into another pool's mailboxes.
 */
final class SharedMemoryFunctions {
  private static final Path NAMES = Path.of("/dev/shm");

  private final JsRealm realm;
  private final Value object;

  private SharedMemoryFunctions(JsRealm realm) {
    this.realm = realm;
    this.object = realm.context().eval("js", "({})");
  }

  static Value define(JsRealm realm) {
    SharedMemoryFunctions functions = new SharedMemoryFunctions(realm);
    functions.all();
    return functions.object;
  }

  private void all() {
    add("create", a -> create((long) a[0].asDouble(), a[1].asString(), a[2].asString()));
    add("received", a -> received(a[0].asString()));
    add("part", a -> buffer(a[0]).subbuffer((long) a[1].asDouble(), (long) a[2].asDouble()));
    add("length", a -> (double) buffer(a[0]).lengthBytes());
    add("name", a -> buffer(a[0]).name());
    add("bytes", a -> buffer(a[0]).segment().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    add(
        "atomic",
        a -> atomic(buffer(a[0]).segment(), a[1].asString(), a[2].asInt(), (long) a[3].asDouble(), a[4], a[5]));
    add(
        "wait",
        a -> new AtomicWaits(realm)
            .await(buffer(a[0]).segment(), a[1].asInt(), (long) a[2].asDouble(), a[3], a[4].asDouble()));
    add(
        "waitAsync",
        a -> new AtomicWaits(realm)
            .awaitAsync(buffer(a[0]).segment(), a[1].asInt(), (long) a[2].asDouble(), a[3], a[4].asDouble()));
    add("notify", a -> AtomicWaits.wake(buffer(a[0]).segment(), (long) a[1].asDouble(), a[2].asDouble()));
    add("metadata", a -> buffer(a[0]).slice().toJson());
    add("unlink", a -> {
      buffer(a[0]).unlink();
      return null;
    });
    add("close", a -> {
      buffer(a[0]).close();
      return null;
    });
  }

  private void add(String name, Function<Value[], @Nullable Object> body) {
    object.putMember(name, realm.function(name, arguments -> {
      try {
        return body.apply(arguments);
      } catch (SharedMemoryException | IllegalStateException failed) {
        throw realm.error("Error", String.valueOf(failed.getMessage()), "ERR_SHARED_MEMORY");
      }
    }));
  }

  /** Eight bytes as decimal text: a number would lose some. */
  private static Object atomic(
      MemorySegment memory, String operation, int bytes, long offset, Value value, Value expected) {
    if (bytes < Long.BYTES) {
      return (double) (int) SharedAtomics.apply(operation, memory, bytes, offset, value.asInt(), expected.asInt());
    }
    long wide = Long.parseLong(value.asString());
    return Long.toString(
        SharedAtomics.apply(operation, memory, bytes, offset, wide, Long.parseLong(expected.asString())));
  }

  private static ProcessSharedBuffer buffer(Value handle) {
    return handle.asHostObject();
  }

  private ProcessSharedBuffer create(long sizeBytes, String mode, String name) {
    return switch (mode) {
      case "anonymous" -> ProcessSharedBuffer.create(sizeBytes);
      case "create" ->
        name.isEmpty()
            ? ProcessSharedBuffer.createNamed(sizeBytes)
            : ProcessSharedBuffer.createNamed(checked(name), sizeBytes);
      case "open" -> ProcessSharedBuffer.open(checked(name), sizeBytes);
      default -> throw new IllegalArgumentException("mode is \"" + mode + "\"; use anonymous, create or open");
    };
  }

  private ProcessSharedBuffer received(String json) {
    String name = MemorySlice.parse(json).descriptor().name();
    checked(name == null ? "" : name);
    return ProcessSharedBuffer.received(json);
  }

  private String checked(String name) {
    Permissions permissions = realm.permissions();
    Path file = NAMES.resolve(name.startsWith("/") ? name.substring(1) : name);
    permissions.checkRead(file);
    permissions.checkWrite(file);
    return name;
  }
}
