/* A host: makes the memory, starts one worker, calls it with values of all kinds, and checks each reply. */
#include "boot.h"
#include "peer.h"
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { AREA = 8 << 20, ABORT_SIGNALS = 258, ABORT_BYTES = 36, MOST_IN_FLIGHT = 256 };
enum { AT_REQUEST_LOCK = 192, AT_REPLY_LOCK = 448, AT_REQUESTS = 704, AT_REPLIES = 19136, AT_ABORTS = 37568, AT_AREA = 37632 };
static_assert(AT_ABORTS + 64 == AT_AREA && ABORT_BYTES == 4 * ((ABORT_SIGNALS + 31) / 32), "the slices follow one another (MEM-004)");

typedef struct { bool open, fails; Bytes sent; } Pending;

static const uint64_t SIZE = AT_AREA + 2 * (uint64_t)AREA;
static uint8_t *memory;
static char name[32];
static int memory_fd;
static Publisher requests;
static Drainer replies;
static Pending in_flight[MOST_IN_FLIGHT];
static int open_calls;
static long wrong;
static pid_t child;
static unsigned long long seed = 1;

static uint32_t chance(uint32_t below) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(seed >> 33) % below;
}

static bool make_memory(bool named) {
  if (named) {
    unsigned char random[8];
    FILE *source = fopen("/dev/urandom", "r");
    if (source == NULL || fread(random, 1, sizeof random, source) != sizeof random) return false;
    fclose(source);
    snprintf(name, sizeof name, "/cpeer-");
    for (int i = 0; i < 8; i++) snprintf(name + 7 + 2 * i, 3, "%02x", random[i]);
    memory_fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, fault("open-mode") ? 0644 : 0600);
    if (fault("open-mode")) fchmod(memory_fd, 0644);
  } else {
    memory_fd = memfd_create("cpeer", MFD_CLOEXEC);
  }
  if (memory_fd < 0 || posix_fallocate(memory_fd, 0, (off_t)SIZE) != 0) return false;
  memory = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, memory_fd, 0);
  return memory != MAP_FAILED;
}

static void slice(Bytes *to, const char *label, unsigned at, unsigned long long length) {
  char text[300], named[64] = "";
  if (*name != 0) snprintf(named, sizeof named, ",\"name\":\"%s\"", name + 1);
  snprintf(text, sizeof text, "\"%s\":{\"version\":1,\"byteOffset\":%u,\"byteLength\":%llu,"
           "\"descriptor\":{\"version\":1,\"fd\":%d,\"size\":%llu,\"byteLength\":%llu%s}},", label, at, length, *name == 0 ? 0 : memory_fd,
           (unsigned long long)SIZE, (unsigned long long)SIZE, named);
  bytes_text(to, text);
}

static void lane_json(Bytes *to, const char *label, unsigned headers, unsigned lock, unsigned area) {
  bytes_text(to, "\"");
  bytes_text(to, label);
  bytes_text(to, "\":{");
  slice(to, "headers", headers, HEADERS);
  slice(to, "lockSector", lock, LOCK_SECTOR);
  slice(to, "payloadSector", fault("another-payload-sector") ? AT_REPLY_LOCK : lock, LOCK_SECTOR);
  slice(to, "payload", area + (fault("unaligned-slice") ? 4 : 0), AREA - (fault("unaligned-slice") ? 4 : 0));
  bytes_text(to, "\"headerSlotStrideU32\":144},");
}

static void boot_json(Bytes *to, const char *module, bool unsorted, const char *const *names, int count) {
  char text[200];
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  bytes_text(to, fault("boot-version-2") ? "{\"version\":2,\"workerData\":{" : "{\"version\":1,\"workerData\":{");
  slice(to, "sab", 0, SIGNALS);
  slice(to, "abortSignalSAB", AT_ABORTS, ABORT_BYTES);
  snprintf(text, sizeof text, "\"abortSignalMax\":%d,\"thread\":0,\"totalNumberOfThread\":1,\"startAt\":%.3f,", ABORT_SIGNALS,
           (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6);
  bytes_text(to, text);
  lane_json(to, "lock", AT_REQUESTS, AT_REQUEST_LOCK, AT_AREA);
  lane_json(to, "returnLock", AT_REPLIES, AT_REPLY_LOCK, AT_AREA + AREA);
  snprintf(text, sizeof text, "\"payloadConfig\":{\"mode\":\"%s\",\"payloadInitialBytes\":%d,\"payloadMaxByteLength\":%d,\"maxPayloadBytes\":%d},",
           fault("growable") ? "growable" : "fixed", AREA, AREA, AREA / 8);
  bytes_text(to, text);
  bytes_text(to, "\"workerOptions\":{\"timers\":{\"spinMicroseconds\":50,\"parkMs\":1,\"pauseNanoseconds\":250}},\"list\":[");
  Bytes path = bytes_copy(module, strlen(module));
  json_quote(to, &path);
  bytes_free(&path);
  bytes_text(to, "],\"names\":[");
  for (int i = 0; i < count; i++) {
    snprintf(text, sizeof text, "%s\"%s\"", i > 0 ? "," : "", names[unsorted ? count - 1 - i : i]);
    bytes_text(to, text);
  }
  for (int k = 0; k < 2; k++) {
    bytes_text(to, k == 0 ? "],\"ids\":[" : "],\"at\":[");
    for (int i = 0; i < count; i++) bytes_text(to, i > 0 ? ",-1" : "-1");
  }
  bytes_text(to, "]}}");
}

static bool start(char *const *command, const char *boot) {
  store_word(memory + SIGNAL_OP, 0);
  store_word(memory + SIGNAL_RX_STATUS, fault("rx-status-0") ? 0 : 1);
  child = fork();
  if (child != 0) return child > 0;
  const char *depth = getenv("KNITTING_POOL_DEPTH");
  char deeper[16];
  snprintf(deeper, sizeof deeper, "%d", fault("pool-depth-9") ? 9 : (depth == NULL ? 0 : atoi(depth)) + 1);
  if (!fault("no-worker-variable")) setenv("KNITTING_PROCESS_WORKER", "1", 1);
  setenv("KNITTING_POOL_DEPTH", deeper, 1);
  setenv("KNITTING_PROCESS_WORKER_BOOT", boot, 1);
  int input = *name == 0 ? memory_fd : open("/dev/null", O_RDONLY);
  if (dup2(input, 0) == 0) execvp(command[0], command);
  fprintf(stderr, "peer host: cannot start %s\n", command[0]);
  _exit(127);
}

/* After publishing: a fence lies between the host word's store and this look, since all are sequentially consistent. */
static void wake(void) {
  if (fault("no-wake") || load_word(memory + SIGNAL_RX_STATUS) != 0) return;
  if (fault("op-stored-as-1")) store_word(memory + SIGNAL_OP, 1);
  else store_word(memory + SIGNAL_OP, load_word(memory + SIGNAL_OP) + 1);
  futex_wake(memory + SIGNAL_OP);
}

static Value random_bytes(void) {
  static const char *const KINDS[] = {"Uint8Array", "ArrayBuffer", "DataView", "Int32Array", "Float64Array", "BigInt64Array", "BigUint64Array"};
  size_t length = 8 * (size_t)chance(chance(10) == 0 ? 10000 : 90);
  Value value = {.kind = V_BYTES, .tag = bytes_tag(KINDS[chance(7)])};
  bytes_add(&value.bytes, NULL, 0);
  for (size_t i = 0; i < length; i++) bytes_add(&value.bytes, &(uint8_t){(uint8_t)chance(256)}, 1);
  return value;
}

static Value random_text(ValueKind kind) {
  Value value = value_text(kind, "");
  for (size_t n = chance(chance(8) == 0 ? 5000 : 300); n > 0; n--) bytes_text(&value.bytes, chance(5) == 0 ? "é" : "x");
  return value;
}

static Value random_value(void) {
  char text[80];
  switch (chance(11)) {
    case 0: return value_of(chance(2) == 0 ? V_UNDEFINED : V_NULL);
    case 1: return (Value){.kind = V_BOOL, .flag = chance(2) == 1};
    case 2: return (Value){.kind = V_NUMBER, .number = chance(20) == 0 ? -0.0 : chance(20) == 0 ? NAN : (chance(1000000) - 5e5) / 7};
    case 3: {
      Value value = value_of(V_UNDEFINED);
      snprintf(text, sizeof text, "-%u%u%u%u", chance(9) + 1, chance(1000000), chance(1000000), chance(1000000));
      bigint_parse(&value, text + chance(2));
      return value;
    }
    case 4: case 5: return random_text(V_STRING);
    case 6: {
      Value value = {.kind = V_JSON, .json = json_new(J_OBJECT)}, inner = random_text(V_STRING);
      json_put(value.json, "n", json_number(chance(1000) / 8.0));
      json_put(value.json, "s", json_string((char *)inner.bytes.at));
      value_free(&inner);
      return value;
    }
    case 7: return (Value){.kind = V_DATE, .number = chance(1000000) * 1e6};
    case 8: {
      Value value = random_text(V_ENVELOPE), body = random_bytes();
      value.body = body.bytes;
      return value;
    }
    default: return random_bytes();
  }
}

static void on_reply(void *context, Frame *frame) {
  (void)context;
  uint32_t id = frame->words[W_TASK];
  if (id < MOST_IN_FLIGHT && in_flight[id].open) {
    Pending *call = &in_flight[id];
    Bytes got = {0};
    value_write(&got, &frame->value);
    bool rejected = frame->words[W_FUNCTION] != 0;                               /* HDR-003 */
    if (rejected != call->fails || got.length != call->sent.length || memcmp(got.at, call->sent.at, got.length) != 0) {
      if (wrong++ < 5) fprintf(stderr, "peer host: sent %.200s, got %s%.200s\n", call->sent.at, rejected ? "rejection " : "", got.at);
    }
    bytes_free(&got);
    bytes_free(&call->sent);
    call->open = false;
    open_calls--;
  }
  value_free(&frame->value);
}

static void call(uint32_t function, bool fails, uint32_t signal) {
  char why[240];
  uint32_t id = 0;
  Value value = random_value();
  while (in_flight[id].open) id++;
  value_write(&in_flight[id].sent, &value);
  in_flight[id].open = true;
  in_flight[id].fails = fails;
  open_calls++;
  uint32_t sent = fault("equal-ids") ? 0 : id, number = function;
  if (fault("function-out-of-range")) number += 60;
  while (publish(&requests, signal << 16 | number, sent, 0, &value, why) == NO_ROOM) {
    wake();
    if (!drain(&replies, on_reply, NULL)) usleep(20);
  }
  wake();
  value_free(&value);
}

/* Whether the worker runs; where it has ended, nothing is waited for any more (PROC-010). */
static bool runs(void) { return waitpid(child, NULL, WNOHANG) == 0 || fault("waits-for-the-dead"); }

static void settle(int below) {
  int64_t limit = now_ns() + 60ll * 1000000000;
  while (open_calls >= below && now_ns() < limit && runs()) {
    if (!drain(&replies, on_reply, NULL)) { wake(); usleep(20); }
  }
}

int host(int count, char **arguments) {
  static char *probe[] = {NULL, "node", NULL};
  static const char *const PROBED[] = {"echo", "fail"}, *const SERVED[] = {"echo", "throwValue"};
  char *const *command = NULL;
  const char *module = "/dev/null";
  long calls = 2000, most = 16;
  bool named = false;
  for (int i = 0; i < count; i++) {
    if (strcmp(arguments[i], "--named") == 0) named = true;
    else if (strcmp(arguments[i], "--calls") == 0 && i + 1 < count) calls = atol(arguments[++i]);
    else if (strcmp(arguments[i], "--in-flight") == 0 && i + 1 < count) most = atol(arguments[++i]);
    else if (strcmp(arguments[i], "--module") == 0 && i + 1 < count) module = arguments[++i];
    else if (strcmp(arguments[i], "--") == 0 && i + 1 < count) { command = arguments + i + 1; break; }
    else { fprintf(stderr, "peer host: what is %s?\n", arguments[i]); return 2; }
  }
  const char *const *names = command == NULL ? PROBED : SERVED;
  probe[0] = getenv("INTARSIA_CONFORM_WORKER");
  if (command == NULL) command = probe;
  if (command[0] == NULL || most < 1 || most > MOST_IN_FLIGHT - 40) { fprintf(stderr, "peer host: no worker to start\n"); return 2; }
  const char *depth = getenv("KNITTING_POOL_DEPTH");
  if (depth != NULL && atoi(depth) > 0 && !fault("ignores-its-depth")) {           /* ENV-002 */
    fprintf(stderr, "peer host: it is started by a worker, and starts none itself\n");
    return 3;
  }
  if (!make_memory(named)) { perror("peer host: shared memory"); return 3; }
  Bytes boot = {0};
  bool unsorted = fault("unsorted-tasks");
  boot_json(&boot, module, unsorted, names, 2);
  uint64_t most_bytes = AREA / 8;
  requests = (Publisher){.lane = {memory + AT_REQUESTS, memory + AT_REQUEST_LOCK, memory + AT_AREA, SLOT_STRIDE, AREA, most_bytes}};
  replies = (Drainer){.lane = {memory + AT_REPLIES, memory + AT_REPLY_LOCK, memory + AT_AREA + AREA, SLOT_STRIDE, AREA, most_bytes}, .last = 32};
  if (!start(command, (char *)boot.at)) { perror("peer host: fork"); return 3; }
  uint32_t signal = fault("abort-signal-beyond") ? ABORT_SIGNALS + 9 : 0;
  for (long i = 0; i < calls && runs(); i++) {
    if (i == 5 || i == calls / 2) {                                              /* the worker parks; then it must be woken */
      settle(1);
      usleep(500000);
    }
    settle((int)most);
    bool fails = chance(8) == 0;
    call(fails != unsorted ? 1 : 0, fails, signal);
  }
  settle(1);
  bool lost = waitpid(child, NULL, WNOHANG) != 0;
  if (!lost) {
    kill(child, fault("kills-its-worker") ? SIGKILL : SIGTERM);                    /* PROC-012 */
    waitpid(child, NULL, 0);
  }
  if (*name != 0 && !fault("leaves-the-name")) shm_unlink(name);
  munmap(memory, SIZE);
  printf("peer host: %ld calls, %ld wrong, %d without an answer%s\n", calls, wrong, open_calls, lost ? "; its worker ended" : "");
  return wrong == 0 && open_calls == 0 && !lost ? 0 : 1;
}
