package dev.intarsia.protocol.payload;

/** The numbers that header word 2 may hold. Numbers not listed here are refused. */
public final class PayloadTag {
  public static final int UNREACHABLE = 0;
  public static final int BIGINT64 = 2;
  public static final int TRUE = 3;
  public static final int FALSE = 4;
  public static final int UNDEFINED = 5;
  public static final int NAN = 6;
  public static final int FLOAT64 = 9;
  public static final int NULL = 10;
  public static final int STRING = 11;
  public static final int JSON = 12;
  public static final int STATIC_STRING = 15;
  public static final int STATIC_JSON = 16;
  public static final int BINARY = 17;
  public static final int STATIC_BINARY = 18;
  public static final int INT32_ARRAY = 19;
  public static final int FLOAT64_ARRAY = 20;
  public static final int BIGINT64_ARRAY = 21;
  public static final int BIGUINT64_ARRAY = 22;
  public static final int DATA_VIEW = 23;
  public static final int ERROR = 24;
  public static final int DATE = 25;
  public static final int SYMBOL = 26;
  public static final int STATIC_SYMBOL = 27;
  public static final int BIGINT = 28;
  public static final int STATIC_BIGINT = 29;
  public static final int STATIC_INT32_ARRAY = 31;
  public static final int STATIC_FLOAT64_ARRAY = 32;
  public static final int STATIC_BIGINT64_ARRAY = 33;
  public static final int STATIC_BIGUINT64_ARRAY = 34;
  public static final int STATIC_DATA_VIEW = 35;
  public static final int ARRAY_BUFFER = 36;
  public static final int STATIC_ARRAY_BUFFER = 37;
  public static final int BUFFER = 38;
  public static final int STATIC_BUFFER = 39;
  public static final int ENVELOPE_STATIC_HEADER = 40;
  public static final int ENVELOPE_DYNAMIC_HEADER = 41;
  public static final int ENVELOPE_STATIC_HEADER_STRING = 42;
  public static final int ENVELOPE_DYNAMIC_HEADER_STRING = 43;
  public static final int EXTERNAL = 44;
  public static final int STATIC_EXTERNAL = 45;
  public static final int PROCESS_SHARED_BUFFER = 46;
  public static final int BUFFER_REFERENCE = 47;
  public static final int SHARED_ARRAY_BUFFER = 48;
  public static final int ENVELOPE_STATIC_HEADER_EXTERNAL = 49;
  public static final int ENVELOPE_DYNAMIC_HEADER_EXTERNAL = 50;
  public static final int ENVELOPE_STATIC_HEADER_STRING_EXTERNAL = 51;
  public static final int ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL = 52;
  public static final int NUMERIC_ARRAY = 53;
  public static final int STATIC_NUMERIC_ARRAY = 54;

  /** One past the highest tag. */
  public static final int LIMIT = STATIC_NUMERIC_ARRAY + 1;

  private static final String[] NAMES = new String[LIMIT];

  /** A bit for each tag whose payload, or part of it, lies in the payload region. */
  private static final long IN_REGION = (1L << STRING)
      | (1L << JSON)
      | (1L << BINARY)
      | (1L << INT32_ARRAY)
      | (1L << FLOAT64_ARRAY)
      | (1L << BIGINT64_ARRAY)
      | (1L << BIGUINT64_ARRAY)
      | (1L << DATA_VIEW)
      | (1L << ERROR)
      | (1L << SYMBOL)
      | (1L << BIGINT)
      | (1L << ARRAY_BUFFER)
      | (1L << BUFFER)
      | (1L << ENVELOPE_STATIC_HEADER)
      | (1L << ENVELOPE_DYNAMIC_HEADER)
      | (1L << ENVELOPE_STATIC_HEADER_STRING)
      | (1L << ENVELOPE_DYNAMIC_HEADER_STRING)
      | (1L << EXTERNAL)
      | (1L << ENVELOPE_STATIC_HEADER_EXTERNAL)
      | (1L << ENVELOPE_DYNAMIC_HEADER_EXTERNAL)
      | (1L << ENVELOPE_STATIC_HEADER_STRING_EXTERNAL)
      | (1L << ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL)
      | (1L << NUMERIC_ARRAY);

  static {
    NAMES[UNREACHABLE] = "UNREACHABLE";
    NAMES[BIGINT64] = "BigInt";
    NAMES[TRUE] = "True";
    NAMES[FALSE] = "False";
    NAMES[UNDEFINED] = "Undefined";
    NAMES[NAN] = "NaN";
    NAMES[FLOAT64] = "Float64";
    NAMES[NULL] = "Null";
    NAMES[STRING] = "String";
    NAMES[JSON] = "Json";
    NAMES[STATIC_STRING] = "StaticString";
    NAMES[STATIC_JSON] = "StaticJson";
    NAMES[BINARY] = "Binary";
    NAMES[STATIC_BINARY] = "StaticBinary";
    NAMES[INT32_ARRAY] = "Int32Array";
    NAMES[FLOAT64_ARRAY] = "Float64Array";
    NAMES[BIGINT64_ARRAY] = "BigInt64Array";
    NAMES[BIGUINT64_ARRAY] = "BigUint64Array";
    NAMES[DATA_VIEW] = "DataView";
    NAMES[ERROR] = "Error";
    NAMES[DATE] = "Date";
    NAMES[SYMBOL] = "Symbol";
    NAMES[STATIC_SYMBOL] = "StaticSymbol";
    NAMES[BIGINT] = "BigInt";
    NAMES[STATIC_BIGINT] = "StaticBigInt";
    NAMES[STATIC_INT32_ARRAY] = "StaticInt32Array";
    NAMES[STATIC_FLOAT64_ARRAY] = "StaticFloat64Array";
    NAMES[STATIC_BIGINT64_ARRAY] = "StaticBigInt64Array";
    NAMES[STATIC_BIGUINT64_ARRAY] = "StaticBigUint64Array";
    NAMES[STATIC_DATA_VIEW] = "StaticDataView";
    NAMES[ARRAY_BUFFER] = "ArrayBuffer";
    NAMES[STATIC_ARRAY_BUFFER] = "StaticArrayBuffer";
    NAMES[BUFFER] = "Buffer";
    NAMES[STATIC_BUFFER] = "StaticBuffer";
    NAMES[ENVELOPE_STATIC_HEADER] = "EnvelopeStaticHeader";
    NAMES[ENVELOPE_DYNAMIC_HEADER] = "EnvelopeDynamicHeader";
    NAMES[ENVELOPE_STATIC_HEADER_STRING] = "EnvelopeStaticHeaderString";
    NAMES[ENVELOPE_DYNAMIC_HEADER_STRING] = "EnvelopeDynamicHeaderString";
    NAMES[EXTERNAL] = "ExternalPayload";
    NAMES[STATIC_EXTERNAL] = "StaticExternalPayload";
    NAMES[PROCESS_SHARED_BUFFER] = "ProcessSharedBuffer";
    NAMES[BUFFER_REFERENCE] = "BufferReference";
    NAMES[SHARED_ARRAY_BUFFER] = "SharedArrayBuffer";
    NAMES[ENVELOPE_STATIC_HEADER_EXTERNAL] = "EnvelopeStaticHeaderExternal";
    NAMES[ENVELOPE_DYNAMIC_HEADER_EXTERNAL] = "EnvelopeDynamicHeaderExternal";
    NAMES[ENVELOPE_STATIC_HEADER_STRING_EXTERNAL] = "EnvelopeStaticHeaderStringExternal";
    NAMES[ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL] = "EnvelopeDynamicHeaderStringExternal";
    NAMES[NUMERIC_ARRAY] = "NumericArray";
    NAMES[STATIC_NUMERIC_ARRAY] = "StaticNumericArray";
  }

  private PayloadTag() {}

  /**
   * The tag's name on the wire's side, as messages and vectors have it.
   *
   * @return the number itself for a tag that does not exist
   */
  public static String nameOf(int tag) {
    return tag >= 0 && tag < LIMIT && NAMES[tag] != null ? NAMES[tag] : Integer.toUnsignedString(tag);
  }

  /** Whether the number is a payload tag that a peer may send. */
  public static boolean isKnown(int tag) {
    return tag > UNREACHABLE && tag < LIMIT && NAMES[tag] != null;
  }

  /** Whether a frame of this tag holds a region of the payload area, which its reader frees. */
  public static boolean usesRegion(int tag) {
    return (tag & ~(Long.SIZE - 1)) == 0 && ((IN_REGION >>> tag) & 1) != 0;
  }
}
