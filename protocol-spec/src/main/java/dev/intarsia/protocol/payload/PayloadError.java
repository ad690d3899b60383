package dev.intarsia.protocol.payload;

/** The words in which a value is refused: four codes, each with its detail. Callers match on them. */
public final class PayloadError {
  /** How each of them begins, before its number. */
  public static final String PREFIX = "KNT_ERROR_";

  public static final String UNSUPPORTED_OBJECT =
      "Unsupported object type. Allowed: plain object, array, Error, Date, Envelope, Buffer, ArrayBuffer, "
          + "DataView, typed arrays, and registered external payloads. Serialize it yourself.";
  public static final String ENVELOPE_BODY =
      "Envelope payload must be an ArrayBuffer, SharedArrayBuffer, ProcessSharedBuffer, or BufferReference.";
  public static final String ENVELOPE_HEADER = "Envelope header must be a JSON-like value or string.";
  public static final String ENVELOPE_PROMISE = "Envelope header cannot contain Promise values.";
  public static final String CAPACITY = "Dynamic payload buffer capacity exceeded.";
  public static final String PROCESS_LOCAL_POINTER =
      "SharedArrayBuffer and BufferReference are process-local pointer payloads "
          + "and cannot cross a process-worker boundary; use ProcessSharedBuffer instead.";
  public static final String RESERVED_EXTERNAL = "Reserved Knitting external payload codec cannot be forged.";

  private PayloadError() {}

  /**
   * {@code KNT_ERROR_0}: a function.
   *
   * @param name the function's name; empty for one that has none
   */
  public static String function(String name) {
    return "KNT_ERROR_0: Function is not a valid type; name: " + (name.isEmpty() ? "<anonymous>" : name);
  }

  /** {@code KNT_ERROR_1}: a symbol that is not in the global registry. */
  public static String symbol() {
    return "KNT_ERROR_1: Symbol must use Symbol.for(...) keys";
  }

  /** {@code KNT_ERROR_2}: a value that has no JSON text. */
  public static String json(String detail) {
    return "KNT_ERROR_2: JSON stringify failed; " + (detail.isEmpty() ? "payload must be JSON-safe" : detail);
  }

  /** {@code KNT_ERROR_3}: a value of a type that has no payload, or that is too large for one. */
  public static String unsupported(String detail) {
    return "KNT_ERROR_3: Unsupported payload type; " + (detail.isEmpty() ? "serialize it yourself" : detail);
  }

  /**
   * {@code KNT_ERROR_3} for a payload over the limit of one call.
   *
   * @param type the payload's name, as in {@link PayloadTag#nameOf}
   */
  public static String overLimit(long limitBytes, long actualBytes, String type) {
    return unsupported("Dynamic payload exceeds maxPayloadBytes. limit=" + limitBytes + "; actual=" + actualBytes
        + "; type=" + type + ".");
  }
}
