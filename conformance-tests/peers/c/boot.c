#include "boot.h"
#include <ctype.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Without FUTEX_PRIVATE_FLAG: the other side is another process (SIG-004). */
int futex_wait(uint8_t *word, uint32_t value, double ms) {
  struct timespec limit = {(time_t)(ms / 1000), (long)(fmod(ms, 1000) * 1e6)};
  return (int)syscall(SYS_futex, word, FUTEX_WAIT, value, &limit, NULL, 0);
}

void futex_wake(uint8_t *word) { syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0); }

static bool whole(const Json *object, const char *name, double least, double most, uint64_t *to) {
  double number = json_double(object, name, NAN);
  if (!(number >= least && number <= most) || number != floor(number)) return false;
  *to = (uint64_t)number;
  return true;
}

/* A slice lies within the memory, on a multiple of 4, and is long enough (BOOT-003, BOOT-005). */
static bool slice(const Json *json, uint64_t size, uint64_t least, uint64_t *at, uint64_t *length) {
  Json *descriptor = json_get(json, "descriptor");
  uint64_t number;
  if (!whole(json, "version", 1, 1, &number) || !whole(descriptor, "version", 1, 1, &number)) return false;
  if (!whole(descriptor, "size", 1, 9e15, &number) || number != size || !whole(descriptor, "fd", 0, INT_MAX, &number)) return false;
  *at = 0;
  if (json_get(json, "byteOffset") != NULL && !whole(json, "byteOffset", 0, (double)size, at)) return false;
  *length = size - *at;
  if (json_get(json, "byteLength") != NULL && !whole(json, "byteLength", 0, (double)size, length)) return false;
  return *at % 4 == 0 && *at + *length <= size && *length >= least;
}

/* Pointers are offsets until the memory is mapped. */
static const char *lane_slices(const Json *json, uint64_t size, Lane *lane, double max_payload) {
  uint64_t headers, lock, payload_lock, area, length, stride;
  if (!whole(json, "headerSlotStrideU32", SLOT_STRIDE / 4, 65536, &stride)) return "a lane's headerSlotStrideU32";
  if (!slice(json_get(json, "headers"), size, 31 * stride * 4 + SLOT_STRIDE, &headers, &length)) return "a lane's headers";
  if (!slice(json_get(json, "lockSector"), size, LOCK_SECTOR, &lock, &length)) return "a lane's lockSector";
  if (!slice(json_get(json, "payloadSector"), size, LOCK_SECTOR, &payload_lock, &length)) return "a lane's payloadSector";
  if (payload_lock != lock && !fault("one-sector-for-all")) return "a lane's payloadSector, which is not its lockSector (LOCK-003)";
  if (!slice(json_get(json, "payload"), size, REGION_DATA, &area, &length)) return "a lane's payload";
  *lane = (Lane){(uint8_t *)headers, (uint8_t *)lock, (uint8_t *)area, (uint32_t)stride * 4, length, length / 8};
  if (max_payload >= 1 && max_payload <= (double)lane->max_payload) lane->max_payload = (uint64_t)max_payload;
  return NULL;
}

static bool strings(const Json *json) {
  bool all = json != NULL && json->kind == J_ARRAY && json->count <= 65536;
  for (size_t i = 0; all && i < json->count; i++) all = json->items[i]->kind == J_STRING;
  return all;
}

/* BOOT-006: where two names first differ by more than case; else the first difference of case, small letters first. */
int task_order(const void *left, const void *right) {
  static const char ORDER[] = "_$0123456789abcdefghijklmnopqrstuvwxyz";
  const char *a = (const char *)(*(Json *const *)left)->text.at, *b = (const char *)(*(Json *const *)right)->text.at;
  if (fault("order-by-code-unit")) return strcmp(a, b);
  for (size_t i = 0;; i++) {
    const char *x = strchr(ORDER, tolower((unsigned char)a[i])), *y = strchr(ORDER, tolower((unsigned char)b[i]));
    if (a[i] == 0 && b[i] == 0) break;
    if (a[i] == 0 || b[i] == 0) return a[i] == 0 ? -1 : 1;
    if (x != y) return x < y ? -1 : 1;
  }
  return -strcmp(a, b);
}

const char *boot_check(Boot *boot, const char *payload) {
  Json *json = json_parse((const uint8_t *)payload, strlen(payload)), *data = json_get(json, "workerData"), *signals = json_get(data, "sab");
  uint64_t at, length, number;
  double max_payload = json_double(json_get(data, "payloadConfig"), "maxPayloadBytes", 0);
  const char *wrong;
  *boot = (Boot){.park_ms = json_double(json_get(json_get(data, "workerOptions"), "timers"), "parkMs", 1)};
  if (!(boot->park_ms >= 0.1 && boot->park_ms <= 10000)) boot->park_ms = 1;
  if (!whole(json, "version", 1, fault("takes-boot-version-2") ? 2 : 1, &number) || data == NULL) return "its version or workerData";
  boot->name = json_text(json_get(signals, "descriptor"), "name", NULL);
  if (boot->name != NULL && (*boot->name == 0 || strlen(boot->name) > 200 || strchr(boot->name, '/') != NULL)) return "the memory's name";
  if (!whole(json_get(signals, "descriptor"), "size", 4096, 9e15, &boot->size)) return "the memory's size";
  if (!slice(signals, boot->size, SIGNALS, &at, &length) && !fault("no-slice-check")) return "sab";
  boot->signals = (uint8_t *)at;
  if ((wrong = lane_slices(json_get(data, "lock"), boot->size, &boot->request, max_payload)) != NULL) return wrong;
  if ((wrong = lane_slices(json_get(data, "returnLock"), boot->size, &boot->reply, max_payload)) != NULL) return wrong;
  if (json_get(data, "abortSignalSAB") != NULL) {
    uint64_t signals_needed = 1;
    whole(data, "abortSignalMax", 1, 65535, &signals_needed);
    if (!slice(json_get(data, "abortSignalSAB"), boot->size, (signals_needed + 31) / 32 * 4, &at, &length)) return "abortSignalSAB";
    boot->aborts = (uint8_t *)at;
    boot->abort_bits = length / 4 * 32;
  }
  boot->names = json_get(data, "names");
  boot->list = json_get(data, "list");
  if (!strings(boot->names) || !strings(boot->list)) return "names or list, which are lists of strings";
  for (size_t i = 1; habit("refuses-more") && i < boot->names->count; i++) {       /* BOOT-006 */
    if (task_order(&boot->names->items[i - 1], &boot->names->items[i]) > 0) return "names, which are in another order than BOOT-006 has";
  }
  return NULL;
}

static const char *map(Boot *boot) {
  char path[256];
  struct stat status;
  if (boot->name != NULL) snprintf(path, sizeof path, "/%s", boot->name);
  int fd = boot->name == NULL ? 0 : shm_open(path, O_RDWR, 0);
  if (fd < 0 || fstat(fd, &status) != 0 || (uint64_t)status.st_size < boot->size) return "its memory, which is missing or smaller than size";
  uint8_t *memory = mmap(NULL, boot->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) return "its memory, which cannot be mapped";
  if (boot->name != NULL) close(fd);
  uint8_t **const pointers[] = {&boot->signals, &boot->request.headers, &boot->request.lock, &boot->request.payload,
                                &boot->reply.headers, &boot->reply.lock, &boot->reply.payload};
  for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++) *pointers[i] = memory + (uintptr_t)*pointers[i];
  if (boot->abort_bits > 0) boot->aborts = memory + (uintptr_t)boot->aborts;
  return NULL;
}

bool boot_open(Boot *boot, const char *payload, char why[200]) {
  const char *wrong = boot_check(boot, payload);
  if (wrong == NULL) wrong = map(boot);
  for (size_t i = 0; wrong == NULL && i < boot->list->count; i++) {                /* PROC-010: a module that is not there */
    const char *module = (const char *)boot->list->items[i]->text.at;
    if (access(strncmp(module, "file://", 7) == 0 ? module + 7 : module, R_OK) != 0) wrong = "a module of list, which cannot be read";
  }
  if (wrong != NULL) snprintf(why, 200, "the boot payload is wrong in %s", wrong);
  return wrong == NULL;
}
