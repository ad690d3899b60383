/* The shared memory's layout: SPEC.md sections 2 to 7. All numbers are bytes unless the name says otherwise. */
#ifndef LAYOUT_H
#define LAYOUT_H
#include <assert.h>

enum {
  SLOTS = 32,
  SLOT_STRIDE = 576,
  INLINE_CAPACITY = 512,
  HEADERS = SLOTS * SLOT_STRIDE,
  SIGNALS = 192,
  LOCK_SECTOR = 256,
  REGION_DATA = 64,      /* where payload data starts in a payload area (REG-001) */
  TASK_LINE = 512,       /* the first of a slot's eight header words */
  STEAL_ACK = 544,
  STEAL_WANT = 548,
  STEAL_LIVE = 556
};

/* Words of the signals slice. */
enum { SIGNAL_OP = 0, SIGNAL_RX_STATUS = 64, SIGNAL_TX_STATUS = 128 };

/* Words of a lock sector. */
enum { LOCK_HOST = 0, LOCK_WORKER = 64, LOCK_PAYLOAD_HOST = 128, LOCK_PAYLOAD_WORKER = 192 };

/* Header words of a slot. */
enum { W_FUNCTION, W_TASK, W_TAG, W_START, W_END, W_LENGTH, W_REGION, W_RESERVED, WORDS };

static_assert(TASK_LINE + WORDS * 4 == STEAL_ACK, "the control words follow the task line");
static_assert(SLOT_STRIDE % 64 == 0 && HEADERS == 18432, "slots lie on cache lines");
static_assert(SIGNALS == SIGNAL_TX_STATUS + 64 && LOCK_SECTOR == LOCK_PAYLOAD_WORKER + 64, "a cache line a word");

/* The table of tags: name, dynamic tag, inline tag (0 for none), element size. Order matters to nobody. */
#define BYTE_KINDS(KIND)                       \
  KIND(Uint8Array, 17, 18, 1, "Binary")        \
  KIND(Int32Array, 19, 31, 4, "Int32Array")    \
  KIND(Float64Array, 20, 32, 8, "Float64Array") \
  KIND(BigInt64Array, 21, 33, 8, "BigInt64Array") \
  KIND(BigUint64Array, 22, 34, 8, "BigUint64Array") \
  KIND(DataView, 23, 35, 1, "DataView")        \
  KIND(ArrayBuffer, 36, 37, 1, "ArrayBuffer")  \
  KIND(Buffer, 38, 39, 1, "Buffer")            \
  KIND(numericArray, 53, 54, 8, "NumericArray")

enum {
  TAG_BIGINT64 = 2, TAG_TRUE = 3, TAG_FALSE = 4, TAG_UNDEFINED = 5, TAG_NAN = 6, TAG_FLOAT64 = 9, TAG_NULL = 10,
  TAG_STRING = 11, TAG_JSON = 12, TAG_STATIC_STRING = 15, TAG_STATIC_JSON = 16, TAG_ERROR = 24, TAG_DATE = 25,
  TAG_SYMBOL = 26, TAG_STATIC_SYMBOL = 27, TAG_BIGINT = 28, TAG_STATIC_BIGINT = 29,
  TAG_ENVELOPE = 40,     /* + 1: header in the region; + 2: header is a string */
  TAG_EXTERNAL = 44, TAG_STATIC_EXTERNAL = 45, TAG_PROCESS_SHARED_BUFFER = 46, TAG_BUFFER_REFERENCE = 47,
  TAG_SHARED_ARRAY_BUFFER = 48,
  TAG_ENVELOPE_EXTERNAL = 49
};
#endif
