/* Payloads of frames: SPEC.md section 7. */
#ifndef PAYLOAD_H
#define PAYLOAD_H
#include "lane.h"

/* What a payload puts into header words 2 to 6, or why there is none. */
typedef struct {
  uint32_t tag, start, end, length, region;
  Publish result;
  char *refused;
} Written;

/* Writes a payload into the slot or a region of its own. */
void payload_write(Publisher *p, uint8_t *slot, Written *w, const Value *value);
/* Checks the copied words and makes the value of a private copy of its bytes (SEC-001, SEC-002). */
Value payload_read(const Lane *lane, const uint8_t *slot, const uint32_t words[WORDS]);
bool payload_has_region(uint32_t tag);
#endif
