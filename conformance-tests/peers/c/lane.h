/* One direction of a worker's memory: publishing, draining, regions, and the payloads of frames. */
#ifndef LANE_H
#define LANE_H
#include "layout.h"
#include "value.h"

typedef struct {
  uint8_t *headers, *lock, *payload;
  uint32_t stride;
  uint64_t capacity, max_payload;       /* of the payload area; the least that is refused is one more */
} Lane;

typedef struct { uint32_t slot, start; } Region;

/* The publisher's own state, none of it in shared memory (sections 6.1 and 8). */
typedef struct {
  Lane lane;
  uint32_t host, seen, payload_host, tracked;
  Region regions[SLOTS];
  int count;
  uint32_t size[SLOTS];
  bool reference;                       /* reserve as the reference does where REG-007 asks for better: the vectors do */
} Publisher;

typedef struct { Lane lane; uint32_t worker; int last; } Drainer;

typedef struct { uint32_t words[WORDS]; uint32_t slot; Value value; } Frame;
typedef void (*FrameHandler)(void *context, Frame *frame);
typedef enum { PUBLISHED, NO_ROOM, REFUSED } Publish;

uint32_t load_word(const uint8_t *at);
void store_word(uint8_t *at, uint32_t value);
uint32_t xor_word(uint8_t *at, uint32_t value);
uint64_t align64(uint64_t n);

/* Publishes a frame. `meta` is the upper 27 bits of word 6. Where the value cannot be sent, `refused` says why. */
Publish publish(Publisher *to, uint32_t function, uint32_t task, uint32_t meta, const Value *value, char refused[240]);
/* Reads all that is pending; the handler owns the frame's value, V_REFUSED for one that cannot be decoded. True: there was some. */
bool drain(Drainer *from, FrameHandler handler, void *context);
bool pending(const Drainer *from);

int region_reserve(Publisher *of, uint64_t bytes, uint32_t *start);
void region_shrink(Publisher *of, int slot, uint64_t bytes);
/* The deliberate faults, for testing the conformance kit: true where INTARSIA_PEER_FAULT names this one. */
bool fault(const char *name);
/* What is right in other ways than this peer's usual one: true where INTARSIA_PEER_HABIT names this one. */
bool habit(const char *name);
#endif
