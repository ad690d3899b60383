#include "payload.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool chosen(const char *variable, const char *name) {
  const char *value = getenv(variable);
  return value != NULL && strcmp(value, name) == 0;
}

bool fault(const char *name) { return chosen("INTARSIA_PEER_FAULT", name); }
bool habit(const char *name) { return chosen("INTARSIA_PEER_HABIT", name); }

/* Sequentially consistent where release and acquire would do, as the reference does (section 2.3). */
uint32_t load_word(const uint8_t *at) { return atomic_load((const _Atomic uint32_t *)(const void *)at); }
void store_word(uint8_t *at, uint32_t value) { atomic_store((_Atomic uint32_t *)(void *)at, value); }
uint32_t xor_word(uint8_t *at, uint32_t value) { return atomic_fetch_xor((_Atomic uint32_t *)(void *)at, value); }
uint64_t align64(uint64_t n) { return (n + 63) & ~(uint64_t)63; }

static int highest(uint32_t bits) { return 31 - __builtin_clz(bits); }
static int lowest(uint32_t bits) { return __builtin_ctz(bits); }

/* ---- Regions: section 8 ---- */

static void forget(Publisher *p, uint32_t slots) {
  int kept = 0;
  for (int i = 0; i < p->count; i++) {
    if (!(slots >> p->regions[i].slot & 1)) p->regions[kept++] = p->regions[i];
  }
  p->count = kept;
  p->tracked &= ~slots;
}

static int taken(Publisher *p, int at, uint32_t slot, uint32_t start, uint64_t bytes, uint32_t *out) {
  if (at == p->count || p->regions[at].slot != slot || p->regions[at].start != start) {
    memmove(p->regions + at + 1, p->regions + at, (size_t)(p->count - at) * sizeof *p->regions);
    p->count++;
  }
  p->regions[at] = (Region){slot, start};
  p->size[slot] = (uint32_t)align64(bytes);
  p->tracked |= 1u << slot;
  p->payload_host ^= 1u << slot;
  store_word(p->lane.lock + LOCK_PAYLOAD_HOST, p->payload_host);
  *out = start;
  return (int)slot;
}

int region_reserve(Publisher *p, uint64_t bytes, uint32_t *start) {
  uint64_t size = align64(bytes);
  uint32_t freed = p->tracked & ~(p->payload_host ^ load_word(p->lane.lock + LOCK_PAYLOAD_WORKER));
  if (p->count == 0 || freed == p->tracked) {
    p->count = 0;
    p->tracked = 0;
    return taken(p, 0, 0, 0, bytes, start);
  }
  for (int i = 0; freed != 0 && i < p->count; i++) {
    Region entry = p->regions[i];
    if (!(freed >> entry.slot & 1) || p->size[entry.slot] != size) continue;
    if (p->tracked == 0xFFFFFFFF) {
      if (p->reference) return -1;
      break;
    }
    uint32_t slot = (uint32_t)lowest(~p->tracked);
    p->tracked &= ~(1u << entry.slot);
    p->regions[i].slot = slot;
    return taken(p, i, slot, entry.start, bytes, start);
  }
  forget(p, freed);
  if (p->tracked == 0xFFFFFFFF) return -1;
  uint64_t end = 0;
  int at = 0;
  while (at < p->count && p->regions[at].start - end < size) {
    end = p->regions[at].start + (uint64_t)p->size[p->regions[at].slot];
    at++;
  }
  return end > UINT32_MAX ? -1 : taken(p, at, (uint32_t)lowest(~p->tracked), (uint32_t)end, bytes, start);
}

void region_shrink(Publisher *p, int slot, uint64_t bytes) {
  if (!fault("no-shrinking")) p->size[slot] = (uint32_t)align64(bytes);
}

/* ---- Mailbox: section 6 ---- */

Publish publish(Publisher *p, uint32_t function, uint32_t task, uint32_t meta, const Value *value, char refused[240]) {
  uint32_t used = p->host ^ p->seen;
  if (used == 0xFFFFFFFF) {
    p->seen = load_word(p->lane.lock + LOCK_WORKER);
    used = p->host ^ p->seen;
  }
  if (used == 0xFFFFFFFF) return NO_ROOM;
  int number = fault("lowest-slot") ? lowest(~used) : highest(~used);
  uint8_t *slot = p->lane.headers + (size_t)number * p->lane.stride;
  Written w = {.refused = refused};
  payload_write(p, slot, &w, value);
  if (w.result != PUBLISHED) return w.result;
  uint32_t words[WORDS] = {function, task, w.tag, w.start, w.end, w.length, w.region | meta << 5, 0};
  if (fault("word-7")) words[W_RESERVED] = 7;
  if (fault("wrong-tag-for-null") && w.tag == TAG_NULL) words[W_TAG] = TAG_UNDEFINED;
  if (fault("length-too-long") && w.length > INLINE_CAPACITY) words[W_LENGTH]++;
  for (int i = 0; i < WORDS; i++) ((uint32_t *)(void *)(slot + TASK_LINE))[i] = words[i];
  p->host ^= 1u << number;
  store_word(p->lane.lock + LOCK_HOST, p->host);
  return PUBLISHED;
}

bool pending(const Drainer *d) { return (load_word(d->lane.lock + LOCK_HOST) ^ d->worker) != 0; }

bool drain(Drainer *d, FrameHandler handler, void *context) {
  uint32_t pending = load_word(d->lane.lock + LOCK_HOST) ^ d->worker, marked = pending;
  bool any = pending != 0;
  if (any && fault("early-acknowledgement")) store_word(d->lane.lock + LOCK_WORKER, d->worker ^ pending);
  while (pending != 0) {
    uint32_t below = d->last == 32 ? pending : pending & ((1u << d->last) - 1);
    int number = fault("ascending") ? lowest(pending) : fault("restarts-at-the-top") ? highest(pending) : highest(below != 0 ? below : pending);
    const uint8_t *slot = d->lane.headers + (size_t)number * d->lane.stride;
    Frame frame = {.slot = (uint32_t)number};
    memcpy(frame.words, slot + TASK_LINE, sizeof frame.words);
    d->last = number;
    frame.value = payload_read(&d->lane, slot, frame.words);
    if (payload_has_region(frame.words[W_TAG]) && !fault("leaks-regions") && !(fault("keeps-region-of-refused") && frame.value.kind == V_REFUSED)) {
      xor_word(d->lane.lock + LOCK_PAYLOAD_WORKER, 1u << (frame.words[W_REGION] & 31));
    }
    pending ^= 1u << number;
    handler(context, &frame);
  }
  d->worker ^= marked;
  if (any) store_word(d->lane.lock + LOCK_WORKER, d->worker);
  return any;
}
