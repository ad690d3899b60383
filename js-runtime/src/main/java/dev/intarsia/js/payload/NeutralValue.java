package dev.intarsia.js.payload;

import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.bridge.payload.SharedBufferPayloads;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/**
 * A value between two contexts: in the form in which it crosses, bound to no thread. Nothing is lost on
 * the way, as would be in Java values, to which a Buffer and an ArrayBuffer are the same.
 */
public sealed interface NeutralValue {
  /** Calls exactly one method of {@code sink} and returns what it returns. */
  boolean writeTo(PayloadSink sink);

  /** The value as the factory makes it. */
  <V> V open(PayloadFactory<V> factory);

  /** A string that was made by this side, not by a task. */
  static NeutralValue string(String text) {
    return new Text(Form.STRING, text);
  }

  /** An error as the JSON object {@code {name, message, stack?, cause?}}. */
  static NeutralValue error(String jsonText) {
    return new Text(Form.ERROR, jsonText);
  }

  /** A value as its JSON text. */
  static NeutralValue json(String text) {
    return new Text(Form.JSON, text);
  }

  /** Takes apart what arrives from a worker. */
  static PayloadFactory<NeutralValue> factory() {
    return NeutralFactory.INSTANCE;
  }

  /** What one text may stand for. */
  enum Form {
    STRING,
    SYMBOL,
    JSON,
    ERROR,
    EXTERNAL
  }

  /** A value without content. */
  enum Constant implements NeutralValue {
    NULL,
    UNDEFINED,
    TRUE,
    FALSE;

    @Override
    public boolean writeTo(PayloadSink sink) {
      return switch (this) {
        case NULL -> sink.nul();
        case UNDEFINED -> sink.undefined();
        case TRUE -> sink.bool(true);
        case FALSE -> sink.bool(false);
      };
    }

    @Override
    public <V> V open(PayloadFactory<V> factory) {
      return switch (this) {
        case NULL -> factory.nul();
        case UNDEFINED -> factory.undefined();
        case TRUE -> factory.bool(true);
        case FALSE -> factory.bool(false);
      };
    }
  }

  /** A number, or a Date by its time value. */
  record Numeric(boolean isDate, double value) implements NeutralValue {
    @Override
    public boolean writeTo(PayloadSink sink) {
      return isDate ? sink.date(value) : sink.number(value);
    }

    @Override
    public <V> V open(PayloadFactory<V> factory) {
      return isDate ? factory.date(value) : factory.number(value);
    }
  }

  /** A bigint of any size. */
  record Bigint(BigInteger value) implements NeutralValue {
    @Override
    public boolean writeTo(PayloadSink sink) {
      return sink.bigint(value);
    }

    @Override
    public <V> V open(PayloadFactory<V> factory) {
      return factory.bigint(value);
    }
  }

  /** Everything that crosses as one text. */
  record Text(Form form, String text) implements NeutralValue {
    @Override
    public boolean writeTo(PayloadSink sink) {
      return switch (form) {
        case STRING -> sink.string(text);
        case SYMBOL -> sink.symbol(text);
        case JSON -> sink.json(text);
        case ERROR -> sink.error(text);
        case EXTERNAL -> sink.external(text);
      };
    }

    @Override
    public <V> V open(PayloadFactory<V> factory) {
      return switch (form) {
        case STRING -> factory.string(text);
        case SYMBOL -> factory.symbol(text);
        case JSON -> factory.json(text);
        case ERROR -> factory.error(text);
        case EXTERNAL -> factory.external(text);
      };
    }
  }

  /** Bytes of a view or buffer, its own. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(BinaryKind kind, byte[] bytes) implements NeutralValue {
    @Override
    public boolean writeTo(PayloadSink sink) {
      return sink.binary(kind, bytes, 0, bytes.length);
    }

    @Override
    public <V> V open(PayloadFactory<V> factory) {
      return factory.binary(kind, MemorySegment.ofArray(bytes));
    }
  }

  /** An Envelope with bytes as its body. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Enveloped(String header, boolean headerIsJson, byte[] body) implements NeutralValue {
    @Override
    public boolean writeTo(PayloadSink sink) {
      return sink.envelope(header, headerIsJson, MemorySegment.ofArray(body));
    }

    @Override
    public <V> V open(PayloadFactory<V> factory) {
      return factory.envelope(header, headerIsJson, MemorySegment.ofArray(body));
    }
  }

  /** An Envelope whose body is shared memory. */
  record EnvelopedExternal(String header, boolean headerIsJson, String external) implements NeutralValue {
    @Override
    public boolean writeTo(PayloadSink sink) {
      return sink.envelopeExternal(header, headerIsJson, external);
    }

    @Override
    public <V> V open(PayloadFactory<V> factory) {
      return factory.envelopeExternal(header, headerIsJson, external);
    }
  }

  /** Memory that both sides see. */
  record Shared(ProcessSharedBuffer buffer) implements NeutralValue {
    @Override
    public boolean writeTo(PayloadSink sink) {
      return sink.processSharedBuffer(buffer);
    }

    @Override
    public <V> V open(PayloadFactory<V> factory) {
      int[] words = buffer.wordsFor(MemoryPeer.SAME_PROCESS);
      return words == null
          ? factory.external(SharedBufferPayloads.external(buffer, MemoryPeer.SAME_PROCESS))
          : factory.processSharedBuffer(words, MemoryPeer.SAME_PROCESS);
    }
  }

  /** An Envelope over memory that both sides see. */
  record EnvelopedShared(String header, boolean headerIsJson, ProcessSharedBuffer body) implements NeutralValue {
    @Override
    public boolean writeTo(PayloadSink sink) {
      return sink.envelope(header, headerIsJson, body);
    }

    @Override
    public <V> V open(PayloadFactory<V> factory) {
      return factory.envelopeExternal(
          header, headerIsJson, SharedBufferPayloads.external(body, MemoryPeer.SAME_PROCESS));
    }
  }
}
