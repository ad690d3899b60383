package dev.intarsia.js.payload;

import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.bridge.payload.SharedBufferPayloads;
import dev.intarsia.js.realm.JsRealm;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * JS values to and from payloads, with nothing in between: numbers and strings cross as such, JSON is
 * parsed and made by JS itself, bytes are copied once between a segment and a JS-owned ArrayBuffer.
 *
 * <p>Primitives are told apart in Java, everything else by one call of {@code describe} in codec.js. A
 * polyglot number may be a bigint: results of tasks pass through {@code seal}, which boxes bigints.
 */
public final class JsValues implements PayloadFactory<Value>, PayloadEncoder<Value> {
  private static final BinaryKind[] BINARY_KINDS = BinaryKind.values();

  private final JsRealm realm;
  private final CodecFunctions codec;
  private final JsonShapes shapes;
  private final ByteStaging staging;
  private final Value undefined;
  private final Value nul;
  private final Value yes;
  private final Value no;

  private @Nullable Value described;
  private int kind;
  private int length;
  private boolean atOffset;
  /** Whether the last result was no primitive: asking the script first spares asking three times in vain. */
  private boolean objectExpected;

  private String text = "";
  private final Value atomics;
  private @Nullable Value sharedMemory;

  /**
   * @param realm entered, with its globals installed
   */
  public JsValues(JsRealm realm) {
    this.realm = realm;
    Value script = realm.script(JsValues.class, "json-shapes.js");
    this.codec = new CodecFunctions(realm.script(JsValues.class, "codec.js").execute(script));
    this.atomics = realm
        .script(JsValues.class, "atomics.js")
        .execute(realm.function("sleep", a -> new AtomicWaits(realm).sleep(a[0].asDouble())));
    this.staging = new ByteStaging(codec);
    this.undefined = realm.undefined();
    this.nul = realm.context().eval("js", "null");
    this.shapes = new JsonShapes(script, nul);
    this.yes = realm.context().asValue(true);
    this.no = realm.context().asValue(false);
  }

  /** The classes {@code Envelope} and {@code NumericArray} and the function {@code isNumericArray}. */
  public Value classes() {
    return codec.classes;
  }

  /** Boxes a bigint, so that it can't be taken for a number; every other value is returned as it is. */
  public Value seal(Value value) {
    return codec.seal.execute(value);
  }

  /** The constructor that {@link #seal} boxes with. */
  public Value box() {
    return codec.box;
  }

  /**
   * Whether a sealed value is a promise. Remembers what it found for an {@link #encode} of the same
   * value right after.
   */
  public boolean isPromise(Value value) {
    if (!objectExpected && isPrimitive(value)) {
      return false;
    }
    describe(value);
    objectExpected = kind != ValueKind.PRIMITIVE;
    return kind == ValueKind.PROMISE;
  }

  private static boolean isPrimitive(Value value) {
    // A boxed primitive is a number, string or boolean to the host as well, but has members.
    return (value.isNumber() || value.isString() || value.isBoolean()) && !value.hasMembers();
  }

  private void describe(Value value) {
    Value answer = codec.describe.execute(value);
    described = value;
    if (answer.isString()) {
      kind = ValueKind.JSON;
      text = answer.asString();
    } else {
      long code = answer.asLong();
      atOffset = code < 0;
      code = Math.abs(code);
      kind = (int) (code & ((1 << ValueKind.BITS) - 1));
      length = (int) Math.min(Integer.MAX_VALUE, code >>> ValueKind.BITS);
    }
  }

  @Override
  public boolean encode(Value value, PayloadSink sink) {
    if (!isDescribed(value)) {
      if (isPrimitive(value)) {
        return encodePrimitive(value, sink);
      }
      describe(value);
    }
    described = null;
    return kind == ValueKind.PRIMITIVE ? encodePrimitive(value, sink) : encodeDescribed(sink);
  }

  private static boolean encodePrimitive(Value value, PayloadSink sink) {
    if (value.isNumber()) {
      return sink.number(value.asDouble());
    }
    return value.isString() ? sink.string(value.asString()) : sink.bool(value.asBoolean());
  }

  @SuppressWarnings("ReferenceEquality") // the very Value that isPromise saw; equals would ask JS
  private boolean isDescribed(Value value) {
    return described == value;
  }

  private boolean encodeDescribed(PayloadSink sink) {
    if (kind >= ValueKind.BINARY) {
      return staging.encode(BINARY_KINDS[kind - ValueKind.BINARY], length, atOffset, sink);
    }
    return switch (kind) {
      case ValueKind.JSON -> sink.json(text);
      case ValueKind.SHAPED -> shapes.write(length, codec.detail.execute(), sink);
      case ValueKind.UNDEFINED -> sink.undefined();
      case ValueKind.NULL -> sink.nul();
      case ValueKind.BIGINT -> encodeBigint(codec.detail.execute(), sink);
      case ValueKind.SYMBOL -> sink.symbol(codec.detail.execute().asString());
      case ValueKind.DATE -> sink.date(codec.detail.execute().asDouble());
      case ValueKind.ERROR -> sink.error(codec.detail.execute().asString());
      case ValueKind.EXTERNAL -> sink.external(codec.detail.execute().asString());
      case ValueKind.ENVELOPE -> staging.encodeEnvelope(codec.detail.execute().asString(), true, length, sink);
      case ValueKind.ENVELOPE_STRING ->
        staging.encodeEnvelope(codec.detail.execute().asString(), false, length, sink);
      case ValueKind.PROCESS_SHARED_BUFFER ->
        sink.processSharedBuffer(codec.detail.execute().<ProcessSharedBuffer>asHostObject());
      case ValueKind.ENVELOPE_SHARED -> encodeShared(true, sink);
      case ValueKind.ENVELOPE_STRING_SHARED -> encodeShared(false, sink);
      default -> throw new PayloadException(codec.detail.execute().asString());
    };
  }

  private boolean encodeShared(boolean headerIsJson, PayloadSink sink) {
    String header = codec.detail.execute().asString();
    return sink.envelope(header, headerIsJson, codec.detail.execute().<ProcessSharedBuffer>asHostObject());
  }

  private static boolean encodeBigint(Value value, PayloadSink sink) {
    return value.fitsInLong() ? sink.bigint(value.asLong()) : sink.bigint(value.asBigInteger());
  }

  @Override
  public Value number(double value) {
    return realm.context().asValue(value);
  }

  @Override
  public Value bool(boolean value) {
    return value ? yes : no;
  }

  @Override
  public Value nul() {
    return nul;
  }

  @Override
  public Value undefined() {
    return undefined;
  }

  @Override
  public Value bigint(long value) {
    return codec.bigint.execute(Long.toString(value));
  }

  @Override
  public Value bigint(BigInteger value) {
    return codec.bigint.execute(value.toString());
  }

  @Override
  public Value string(String value) {
    return realm.context().asValue(value);
  }

  @Override
  public Value symbol(String key) {
    return codec.symbol.execute(key);
  }

  @Override
  public Value json(String json) {
    try {
      return shapes.read(json);
    } catch (PolyglotException wrong) {
      throw notJson(wrong);
    }
  }

  @Override
  public Value json(MemorySegment utf8, long offset, int byteCount) {
    if (!shapes.mayRead(byteCount)) {
      return PayloadFactory.super.json(utf8, offset, byteCount);
    }
    try {
      return shapes.read(utf8, offset, byteCount);
    } catch (PolyglotException wrong) {
      throw notJson(wrong);
    }
  }

  private static RuntimeException notJson(PolyglotException wrong) {
    return wrong.isInterrupted() || wrong.isCancelled()
        ? wrong
        : new PayloadException("The JSON payload cannot be parsed: " + wrong.getMessage(), wrong);
  }

  @Override
  public Value date(double epochMs) {
    return codec.date.execute(epochMs);
  }

  @Override
  public Value error(String jsonText) {
    return codec.error.execute(jsonText);
  }

  @Override
  public Value binary(BinaryKind binaryKind, MemorySegment bytes) {
    return staging.decode(binaryKind, bytes);
  }

  @Override
  public Value envelope(String header, boolean headerIsJson, MemorySegment body) {
    return codec.envelope.execute(header, headerIsJson, staging.decode(BinaryKind.ARRAY_BUFFER, body));
  }

  @Override
  public Value envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    return codec.envelope.execute(header, headerIsJson, external(externalJson));
  }

  @Override
  public Value external(String json) {
    ProcessSharedBuffer buffer = SharedBufferPayloads.read(json);
    if (buffer != null) {
      return shared(buffer);
    }
    try {
      return codec.external.execute(json);
    } catch (PolyglotException wrong) {
      throw new PayloadException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  @Override
  public Value processSharedBuffer(int[] words) {
    return processSharedBuffer(words, MemoryPeer.SAME_PROCESS);
  }

  @Override
  public Value processSharedBuffer(int[] words, MemoryPeer peer) {
    return shared(SharedBufferPayloads.read(words, peer));
  }

  private Value shared(ProcessSharedBuffer buffer) {
    return sharedMemory().getMember("wrap").execute(buffer);
  }

  /** The exports of {@code knitting/shared-memory}. */
  public Value sharedMemoryModule() {
    return sharedMemory().getMember("exports");
  }

  /** Made when it is first needed: few tasks do. */
  private Value sharedMemory() {
    Value made = sharedMemory;
    if (made == null) {
      made = realm.script(JsValues.class, "shared-memory.js").execute(SharedMemoryFunctions.define(realm), atomics);
      codec.setShared.executeVoid(made);
      sharedMemory = made;
    }
    return made;
  }
}
