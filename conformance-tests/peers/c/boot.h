/* The boot payload and the memory that it describes: SPEC.md sections 2.1 and 12. */
#ifndef BOOT_H
#define BOOT_H
#include "lane.h"

typedef struct {
  uint8_t *signals, *aborts;
  const char *name;             /* of the memory; NULL where it is descriptor 0 */
  uint64_t size, abort_bits;
  Lane request, reply;
  double park_ms;
  Json *names, *list;
} Boot;

/* Checks the payload as far as that goes without its memory; NULL, or what is wrong. Its pointers are offsets. */
const char *boot_check(Boot *boot, const char *payload);
/* Checks the payload, opens and maps the memory; on failure says why. */
bool boot_open(Boot *boot, const char *payload, char why[200]);
/* Compares two Json * by the order of task names, for qsort (BOOT-006). */
int task_order(const void *left, const void *right);
int futex_wait(uint8_t *word, uint32_t value, double ms);
void futex_wake(uint8_t *word);
int64_t now_ns(void);
#endif
