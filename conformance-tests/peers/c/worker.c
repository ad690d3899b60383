/* A process worker: reads its orders from the environment and serves the tasks of the conformance kit's module. */
#include "boot.h"
#include "peer.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

/* A call that is under way, or a reply that waits for room. */
typedef struct Call {
  struct Call *next;
  uint32_t id, meta, signal, flags;
  int64_t due;                        /* when it is answered; 0: now */
  Value value;
} Call;

typedef struct { const char *name; bool (*run)(Call *call, Value argument); } Task;      /* true: it threw */

static Boot boot;
static Publisher replies;
static Drainer requests;
static Call *calls, **last_call = &calls;
static const Task **tasks;

static bool echo(Call *call, Value argument) { call->value = argument; return false; }
static bool throw_value(Call *call, Value argument) { call->value = argument; return true; }

static bool echo_later(Call *call, Value argument) {
  call->due = now_ns();
  return echo(call, argument);
}

static bool after_ms(Call *call, Value argument) {
  call->due = now_ns() + (int64_t)(argument.number * 1e6);
  return echo(call, argument);
}

static bool throw_named(Call *call, Value argument, const char *name) {
  call->value = value_error(name, argument.kind == V_STRING ? (const char *)argument.bytes.at : "");
  value_free(&argument);
  return true;
}

static bool fail(Call *call, Value argument) { return throw_named(call, argument, "TypeError"); }

static bool fail_later(Call *call, Value argument) {
  call->due = now_ns();
  throw_named(call, argument, "RangeError");
  json_put(call->value.json, "cause", json_string("a cause"));
  return true;
}

static bool reverse(Call *call, Value argument) {
  argument.tag = bytes_tag("Uint8Array");
  for (size_t i = 0; i < argument.bytes.length / 2; i++) {
    uint8_t swap = argument.bytes.at[i];
    argument.bytes.at[i] = argument.bytes.at[argument.bytes.length - 1 - i];
    argument.bytes.at[argument.bytes.length - 1 - i] = swap;
  }
  return echo(call, argument);
}

static bool length(Call *call, Value argument) {
  call->value = (Value){.kind = V_NUMBER, .number = (double)argument.bytes.length};
  value_free(&argument);
  return false;
}

static bool add(Call *call, Value argument) {
  bool pair = argument.kind == V_JSON && argument.json->kind == J_ARRAY && argument.json->count == 2;
  call->value = (Value){.kind = V_NUMBER, .number = pair ? argument.json->items[0]->number + argument.json->items[1]->number : 0};
  value_free(&argument);
  return false;
}

static bool filled(Call *call, Value argument) {
  size_t n = argument.number >= 0 && argument.number < 1e9 ? (size_t)argument.number : 0;
  call->value = (Value){.kind = V_BYTES, .tag = bytes_tag("Uint8Array")};
  bytes_add(&call->value.bytes, NULL, 0);
  for (size_t i = 0; i < n; i++) bytes_add(&call->value.bytes, &(uint8_t){(uint8_t)n}, 1);
  return false;
}

static bool type_of(Call *call, Value argument) {
  static const char *const NAMES[] = {"Undefined", "Null", "Boolean", "Number", "BigInt", "String", "Symbol", "", "Date", "Object",
                                      "Error", "Object", "Object", "Object", "Object"};
  char text[60];
  const char *type = NAMES[argument.kind];
  if (argument.kind == V_JSON && argument.json->kind == J_ARRAY) type = "Array";
  if (argument.kind == V_BYTES) type = bytes_name(bytes_kind((uint32_t)argument.tag));
  if (strcmp(type, "Buffer") == 0) type = "Uint8Array";
  if (strcmp(type, "numericArray") == 0) type = "Array";
  snprintf(text, sizeof text, "[object %s]", type);
  value_free(&argument);
  call->value = value_text(V_STRING, text);
  return false;
}

static bool until_aborted(Call *call, Value argument) {
  call->due = now_ns() + (int64_t)(argument.number * 1e6);
  call->value = value_text(V_STRING, "not aborted");
  call->signal |= 1u << 31;           /* look at the bit while it waits */
  return false;
}

static bool spin(Call *call, Value argument) {
  for (int64_t end = now_ns() + (int64_t)(argument.number * 1e6); now_ns() < end;) {}
  return echo(call, argument);
}

static bool unsendable(Call *call, Value argument) {
  value_free(&argument);
  call->value = value_refused("KNT_ERROR_0: Function is not a valid type; name: <anonymous>", "");
  return false;
}

static bool leave(Call *call, Value argument) { (void)call; _exit((int)argument.number & 255); }

static const Task TASKS[] = {
  {"add", add}, {"afterMs", after_ms}, {"echo", echo}, {"echoLater", echo_later}, {"exit", leave}, {"fail", fail},
  {"failLater", fail_later}, {"filled", filled}, {"length", length}, {"reverse", reverse}, {"spin", spin},
  {"throwValue", throw_value}, {"typeOf", type_of}, {"unsendable", unsendable}, {"untilAborted", until_aborted}};

static void on_request(void *context, Frame *frame) {
  (void)context;
  uint32_t function = frame->words[W_FUNCTION] & 0xFFFF;
  Call *call = calloc(1, sizeof *call);
  *call = (Call){.id = frame->words[W_TASK], .meta = frame->words[W_REGION] >> 5, .signal = frame->words[W_FUNCTION] >> 16};
  if (fault("drops-a-reply") && call->id % 16 == 7) { value_free(&frame->value); free(call); return; }
  if (frame->value.kind == V_REFUSED) {                                          /* MBX-009 */
    call->value = value_error("Error", frame->value.refused);
    call->flags = 1;
  } else if (function >= boot.names->count) {                                    /* PROC-009 */
    value_free(&frame->value);
    call->value = fault("null-for-unknown-function") ? value_of(V_NULL) : value_error("TypeError", "no such task");
    call->flags = fault("null-for-unknown-function") ? 0 : 1;
  } else {
    call->flags = tasks[function]->run(call, frame->value);
  }
  if (habit("answers-backwards") && calls != NULL) {                             /* PROC-008 */
    call->next = calls;
    calls = call;
    return;
  }
  *last_call = call;
  last_call = &call->next;
}

static bool aborted(uint32_t signal) {
  return signal > 0 && signal <= boot.abort_bits && load_word(boot.aborts + (signal - 1) / 32 * 4) >> (signal - 1) % 32 & 1;
}

static Publish reply(Call *call) {
  char why[240];
  uint32_t meta = fault("zero-stamp") ? 0 : call->meta, flags = call->flags * (fault("reject-flag-2") ? 2 : fault("never-rejects") ? 0 : 1);
  Publish result = publish(&replies, flags, call->id + (fault("wrong-task-id") ? 1 : 0), meta, &call->value, why);
  if (result == REFUSED) {                                                       /* PROC-007 */
    value_free(&call->value);
    call->value = value_text(V_STRING, why);
    call->flags = 1;
    result = fault("silent-when-unsendable") ? PUBLISHED : publish(&replies, 1, call->id, meta, &call->value, why);
  }
  if (result == PUBLISHED && fault("replies-twice")) publish(&replies, flags, call->id, meta, &call->value, why);
  return result;
}

/* Answers what is due, in order as far as there is room. True: something was answered. `soonest` is when to look again. */
static bool answer(int64_t *soonest) {
  bool any = false;
  int64_t now = now_ns();
  *soonest = 0;
  for (Call **at = &calls; *at != NULL;) {
    Call *call = *at;
    bool watches = call->signal >> 31;
    if (watches && aborted(call->signal & 0x7FFFFFFF) && !fault("ignores-aborts")) {
      value_free(&call->value);
      call->value = value_text(V_STRING, "aborted");
      call->due = 0;
    }
    if (call->due <= now && reply(call) == PUBLISHED) {
      *at = call->next;
      if (*at == NULL) last_call = at;
      value_free(&call->value);
      free(call);
      any = true;
      continue;
    }
    if (fault("waits-for-the-slow") && call->due > now) break;
    int64_t look = call->due <= now || watches ? now + 1000000 : call->due;
    if (*soonest == 0 || look < *soonest) *soonest = look;
    at = &call->next;
  }
  return any;
}

static void park(int64_t soonest) {
  double ms = boot.park_ms;
  if (soonest != 0 && (double)(soonest - now_ns()) / 1e6 < ms) ms = (double)(soonest - now_ns()) / 1e6;
  if (ms <= 0) return;
  uint32_t ticket = load_word(boot.signals + SIGNAL_OP);                         /* SIG-003 */
  if (!fault("sleeps-as-running")) store_word(boot.signals + SIGNAL_RX_STATUS, 0);
  if (fault("no-futex")) usleep(120000);
  else if (!pending(&requests)) futex_wait(boot.signals + SIGNAL_OP, ticket, ms);
  store_word(boot.signals + SIGNAL_RX_STATUS, 1);
}

static void serve(void) {
  int64_t idle_since = now_ns(), spin_ns = habit("parks-at-once") ? 0 : 50000, soonest;
  if (habit("parks-for-long")) boot.park_ms = 10000;
  store_word(boot.signals + SIGNAL_RX_STATUS, 1);
  for (;;) {
    bool moved = drain(&requests, on_request, NULL);
    moved |= answer(&soonest);
    if (moved) idle_since = now_ns();
    else if (now_ns() - idle_since >= spin_ns && load_word(boot.signals + SIGNAL_TX_STATUS) == 0) {
      if (habit("never-parks")) usleep(200);
      else park(soonest);
    }
  }
}

/* The host has died: nobody else removes the memory's name (PROC-013). */
static void orphaned(int number) {
  (void)number;
  if (boot.name != NULL && !fault("leaves-the-name-of-the-dead")) {
    char path[256] = "/";
    strcat(path, boot.name);
    shm_unlink(path);
  }
  _exit(1);
}

int worker(void) {
  const char *payload = getenv("KNITTING_PROCESS_WORKER_BOOT");
  char why[200];
  if (payload == NULL || !boot_open(&boot, payload, why)) {
    fprintf(stderr, "peer worker: %s\n", payload == NULL ? "KNITTING_PROCESS_WORKER_BOOT is not set" : why);
    return fault("exits-with-0") ? 0 : 1;
  }
  unsetenv("KNITTING_PROCESS_WORKER_BOOT");
  pid_t parent = getppid();
  signal(SIGUSR1, orphaned);
  if (!fault("survives-its-host")) prctl(PR_SET_PDEATHSIG, SIGUSR1);              /* PROC-013 */
  if (getppid() != parent) return 1;
  if (fault("ignores-sigterm")) signal(SIGTERM, SIG_IGN);
  tasks = calloc(boot.names->count + 1, sizeof *tasks);
  for (size_t i = 0; i < boot.names->count; i++) {
    for (size_t k = 0; k < sizeof TASKS / sizeof *TASKS; k++) {
      bool same = boot.names->items[i]->kind == J_STRING && strcmp((char *)boot.names->items[i]->text.at, TASKS[k].name) == 0;
      if (same) tasks[i] = &TASKS[k];
    }
    if (tasks[i] == NULL) {
      fprintf(stderr, "peer worker: it has no task %s\n", (char *)boot.names->items[i]->text.at);
      return 1;
    }
  }
  replies = (Publisher){.lane = boot.reply};
  requests = (Drainer){.lane = boot.request, .last = 32};
  serve();
  return 0;
}
