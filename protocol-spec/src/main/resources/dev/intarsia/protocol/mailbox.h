/* The numbers of SPEC.md, made from protocol.json. C11. */
#ifndef KNITTING_MAILBOX_H
#define KNITTING_MAILBOX_H

#include <stddef.h>
#include <stdint.h>

#define KNT_SLOTS 32u
#define KNT_REGIONS 32u
#define KNT_SLOT_STRIDE 576u
#define KNT_HEADERS_BYTES 18432u
#define KNT_INLINE_BYTES 512u
#define KNT_REGION_DATA_OFFSET 64u
#define KNT_ALIGNMENT 64u
#define KNT_SIGNALS_BYTES 192u
#define KNT_LOCK_SECTOR_BYTES 256u
#define KNT_ABORT_CAPACITY 258u
#define KNT_SYMBOL_INLINE_UNITS 170u
#define KNT_TASKS 65536u

#define KNT_SIGNAL_OP 0u
#define KNT_SIGNAL_RX_STATUS 64u
#define KNT_SIGNAL_TX_STATUS 128u
#define KNT_LOCK_HOST 0u
#define KNT_LOCK_WORKER 64u
#define KNT_LOCK_PAYLOAD_HOST 128u
#define KNT_LOCK_PAYLOAD_WORKER 192u
#define KNT_HEADER_FUNCTION 512u
#define KNT_HEADER_TASK_ID 516u
#define KNT_HEADER_TAG 520u
#define KNT_HEADER_START 524u
#define KNT_HEADER_END 528u
#define KNT_HEADER_PAYLOAD_LENGTH 532u
#define KNT_HEADER_REGION 536u
#define KNT_HEADER_RESERVED 540u

#define KNT_TAG_BIG_INT_64 2u
#define KNT_TAG_TRUE 3u
#define KNT_TAG_FALSE 4u
#define KNT_TAG_UNDEFINED 5u
#define KNT_TAG_NA_N 6u
#define KNT_TAG_FLOAT64 9u
#define KNT_TAG_NULL 10u
#define KNT_TAG_STRING 11u
#define KNT_TAG_JSON 12u
#define KNT_TAG_STATIC_STRING 15u
#define KNT_TAG_STATIC_JSON 16u
#define KNT_TAG_BINARY 17u
#define KNT_TAG_STATIC_BINARY 18u
#define KNT_TAG_INT32_ARRAY 19u
#define KNT_TAG_FLOAT64_ARRAY 20u
#define KNT_TAG_BIG_INT64_ARRAY 21u
#define KNT_TAG_BIG_UINT64_ARRAY 22u
#define KNT_TAG_DATA_VIEW 23u
#define KNT_TAG_ERROR 24u
#define KNT_TAG_DATE 25u
#define KNT_TAG_SYMBOL 26u
#define KNT_TAG_STATIC_SYMBOL 27u
#define KNT_TAG_BIG_INT_LARGE 28u
#define KNT_TAG_STATIC_BIG_INT 29u
#define KNT_TAG_STATIC_INT32_ARRAY 31u
#define KNT_TAG_STATIC_FLOAT64_ARRAY 32u
#define KNT_TAG_STATIC_BIG_INT64_ARRAY 33u
#define KNT_TAG_STATIC_BIG_UINT64_ARRAY 34u
#define KNT_TAG_STATIC_DATA_VIEW 35u
#define KNT_TAG_ARRAY_BUFFER 36u
#define KNT_TAG_STATIC_ARRAY_BUFFER 37u
#define KNT_TAG_BUFFER 38u
#define KNT_TAG_STATIC_BUFFER 39u
#define KNT_TAG_ENVELOPE_STATIC_HEADER 40u
#define KNT_TAG_ENVELOPE_DYNAMIC_HEADER 41u
#define KNT_TAG_ENVELOPE_STATIC_HEADER_STRING 42u
#define KNT_TAG_ENVELOPE_DYNAMIC_HEADER_STRING 43u
#define KNT_TAG_EXTERNAL_PAYLOAD 44u
#define KNT_TAG_STATIC_EXTERNAL_PAYLOAD 45u
#define KNT_TAG_PROCESS_SHARED_BUFFER 46u
#define KNT_TAG_BUFFER_REFERENCE 47u
#define KNT_TAG_SHARED_ARRAY_BUFFER 48u
#define KNT_TAG_ENVELOPE_STATIC_HEADER_EXTERNAL 49u
#define KNT_TAG_ENVELOPE_DYNAMIC_HEADER_EXTERNAL 50u
#define KNT_TAG_ENVELOPE_STATIC_HEADER_STRING_EXTERNAL 51u
#define KNT_TAG_ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL 52u
#define KNT_TAG_NUMERIC_ARRAY 53u
#define KNT_TAG_STATIC_NUMERIC_ARRAY 54u

/* A bit for each tag whose frame holds a region. */
#define KNT_REGION_TAGS 0x3e1f5015fa1800ull

/* One slot of a mailbox. */
typedef struct knt_slot {
  uint8_t payload[KNT_INLINE_BYTES];
  uint32_t function, task_id, tag, start, end, payload_length, region, reserved;
  uint32_t control[8];
} knt_slot;

typedef struct knt_lock_sector {
  _Alignas(64) uint32_t host;
  _Alignas(64) uint32_t worker;
  _Alignas(64) uint32_t payload_host;
  _Alignas(64) uint32_t payload_worker;
} knt_lock_sector;

typedef struct knt_signals {
  _Alignas(64) uint32_t op;
  _Alignas(64) uint32_t rx_status;
  _Alignas(64) uint32_t tx_status;
} knt_signals;

_Static_assert(sizeof(knt_slot) == KNT_SLOT_STRIDE, "a slot");
_Static_assert(sizeof(knt_lock_sector) == KNT_LOCK_SECTOR_BYTES, "a lock sector");
_Static_assert(sizeof(knt_signals) == KNT_SIGNALS_BYTES, "the signal words");
_Static_assert(offsetof(knt_slot, function) == KNT_HEADER_FUNCTION, "word 0");
_Static_assert(offsetof(knt_slot, task_id) == KNT_HEADER_TASK_ID, "word 1");
_Static_assert(offsetof(knt_slot, tag) == KNT_HEADER_TAG, "word 2");
_Static_assert(offsetof(knt_slot, start) == KNT_HEADER_START, "word 3");
_Static_assert(offsetof(knt_slot, end) == KNT_HEADER_END, "word 4");
_Static_assert(offsetof(knt_slot, payload_length) == KNT_HEADER_PAYLOAD_LENGTH, "word 5");
_Static_assert(offsetof(knt_slot, region) == KNT_HEADER_REGION, "word 6");
_Static_assert(offsetof(knt_slot, reserved) == KNT_HEADER_RESERVED, "word 7");
_Static_assert(offsetof(knt_lock_sector, host) == KNT_LOCK_HOST, "host");
_Static_assert(offsetof(knt_lock_sector, worker) == KNT_LOCK_WORKER, "worker");
_Static_assert(offsetof(knt_lock_sector, payload_host) == KNT_LOCK_PAYLOAD_HOST, "payloadHost");
_Static_assert(offsetof(knt_lock_sector, payload_worker) == KNT_LOCK_PAYLOAD_WORKER, "payloadWorker");
_Static_assert(offsetof(knt_signals, op) == KNT_SIGNAL_OP, "op");
_Static_assert(offsetof(knt_signals, rx_status) == KNT_SIGNAL_RX_STATUS, "rxStatus");
_Static_assert(offsetof(knt_signals, tx_status) == KNT_SIGNAL_TX_STATUS, "txStatus");

#endif
