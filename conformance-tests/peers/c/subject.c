/* The codec as a subject of docs/subject-protocol.md: a JSON object a line in, one a line out. */
#include "boot.h"
#include "peer.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_CAPACITY = 2097152, MAX_CONSUMERS = 32, MAX_WORDS = 2048 };

static uint8_t *memory;               /* one lane: headers, lock sector, payload area */
static Lane lane;
static Publisher publisher;
static Drainer drainer;
static Bytes out;

static void say(const char *format, ...) {
  char text[400];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  bytes_text(&out, text);
}

static void fresh(const Json *question) {
  double capacity = json_double(question, "payloadCapacity", DEFAULT_CAPACITY);
  free(memory);
  lane = (Lane){.stride = SLOT_STRIDE, .capacity = (uint64_t)capacity};
  lane.max_payload = (uint64_t)json_double(question, "maxPayloadBytes", floor(capacity / 8));
  memory = aligned_alloc(64, align64(HEADERS + LOCK_SECTOR + lane.capacity));
  memset(memory, 0, align64(HEADERS + LOCK_SECTOR + lane.capacity));
  lane.headers = memory;
  lane.lock = memory + HEADERS;
  lane.payload = lane.lock + LOCK_SECTOR;
  publisher = (Publisher){.lane = lane, .reference = true};
  drainer = (Drainer){.lane = lane, .last = 32};
}

static void lock_words(bool mailbox) {
  if (mailbox) say("\"hostBits\":%u,\"workerBits\":%u,", load_word(lane.lock + LOCK_HOST), load_word(lane.lock + LOCK_WORKER));
  say("\"payloadHostBits\":%u,\"payloadWorkerBits\":%u", load_word(lane.lock + LOCK_PAYLOAD_HOST), load_word(lane.lock + LOCK_PAYLOAD_WORKER));
}

static void refused(const char *why) {
  Bytes text = bytes_copy(why, strlen(why));
  say("{\"refused\":");
  json_quote(&out, &text);
  say("}");
  bytes_free(&text);
}

static void encode(const Json *question) {
  Value value;
  char why[240];
  fresh(question);
  if (!value_parse(json_get(question, "value"), &value)) { say("{\"unsupported\":\"this value\"}"); return; }
  Publish result = publish(&publisher, (uint32_t)json_double(question, "functionId", 0), (uint32_t)json_double(question, "taskId", 0),
                           (uint32_t)json_double(question, "slotMeta", 0), &value, why);
  value_free(&value);
  if (result != PUBLISHED) { refused(result == REFUSED ? why : "no room"); return; }
  int slot = 31;
  while (!(load_word(lane.lock + LOCK_HOST) >> slot & 1)) slot--;
  const uint8_t *at = lane.headers + (size_t)slot * SLOT_STRIDE;
  const uint32_t *words = (const uint32_t *)(const void *)(at + TASK_LINE);
  bool region = load_word(lane.lock + LOCK_PAYLOAD_HOST) != 0, envelope = (words[W_TAG] >= 40 && words[W_TAG] <= 43) || words[W_TAG] >= 49;
  bool head_in_region = region && !(envelope && words[W_TAG] < 53 && (words[W_TAG] - (words[W_TAG] >= 49 ? 49 : 40)) % 2 == 0);
  bool immediate = words[W_TAG] <= TAG_NULL || words[W_TAG] == TAG_DATE;
  uint64_t length = words[W_LENGTH], body = envelope && words[W_TAG] < 53 ? words[W_END] : 0;
  say("{\"slot\":%d,\"words\":[", slot);
  for (int i = 0; i < WORDS; i++) say("%s%u", i > 0 ? "," : "", words[i]);
  say("],");
  lock_words(true);
  say(",\"static\":\"");
  if (!head_in_region && !immediate) bytes_hex(&out, at, length);
  say("\",\"dynamic\":\"");
  if (region) bytes_hex(&out, lane.payload + REGION_DATA + words[W_START], head_in_region ? length + body : body);
  say("\"}");
}

static void keep_value(void *context, Frame *frame) { *(Value *)context = frame->value; }

static void decode(const Json *question) {
  Value value = {0};
  Json *words = json_get(question, "words");
  const char *inlined = json_text(question, "static", ""), *dynamic = json_text(question, "dynamic", "");
  uint32_t slot = (uint32_t)json_double(question, "slot", 31) & 31;
  Bytes bytes = {0};
  fresh(question);
  uint8_t *at = lane.headers + (size_t)slot * SLOT_STRIDE;
  bytes_unhex(&bytes, inlined, strlen(inlined));
  memcpy(at, bytes.at, bytes.length > INLINE_CAPACITY ? INLINE_CAPACITY : bytes.length);
  bytes_free(&bytes);
  bytes_unhex(&bytes, dynamic, strlen(dynamic));
  uint64_t start = REGION_DATA + (uint64_t)words->items[W_START]->number;
  if (start < lane.capacity && bytes.length > 0) {
    memcpy(lane.payload + start, bytes.at, bytes.length > lane.capacity - start ? lane.capacity - start : bytes.length);
  }
  bytes_free(&bytes);
  for (int i = 0; i < WORDS; i++) ((uint32_t *)(void *)(at + TASK_LINE))[i] = (uint32_t)words->items[i]->number;
  drainer.worker = (uint32_t)json_double(question, "workerBits", 0);
  store_word(lane.lock + LOCK_WORKER, drainer.worker);
  store_word(lane.lock + LOCK_PAYLOAD_HOST, (uint32_t)json_double(question, "payloadHostBits", 0));
  store_word(lane.lock + LOCK_PAYLOAD_WORKER, (uint32_t)json_double(question, "payloadWorkerBits", 0));
  store_word(lane.lock + LOCK_HOST, (uint32_t)json_double(question, "hostBits", 0));
  drain(&drainer, keep_value, &value);
  if (value.kind == V_REFUSED) {
    refused(value.refused);
    out.length--;                     /* the frame was acknowledged and its region freed all the same (MBX-009) */
    say(",");
  } else {
    say("{\"value\":");
    value_write(&out, &value);
    say(",");
  }
  lock_words(true);
  say("}");
  value_free(&value);
}

/* ---- Scripts ---- */

static const char *kind;
static uint32_t bitmap[MAX_WORDS], in_use[MAX_WORDS], capacity, count, cursor;
static uint32_t acks[MAX_CONSUMERS], cursors[MAX_CONSUMERS], live, consumers, group_size;

static void collect(void *context, Frame *frame) {
  bool *first = context;
  say("%s%u", *first ? "" : ",", frame->words[W_TASK]);
  *first = false;
  value_free(&frame->value);
}

static void say_drained(void) {
  bool first = true;
  say("\"taskIds\":[");
  drain(&drainer, collect, &first);
  say("],");
}

static void free_region(const Json *step) {
  xor_word(lane.lock + LOCK_PAYLOAD_WORKER, 1u << ((uint32_t)json_double(step, "slot", 0) & 31));
}

static void mailbox_step(const Json *step) {
  if (strcmp(json_text(step, "do", ""), "publish") == 0) {
    Value value = {.kind = V_NUMBER, .number = json_double(step, "value", 0)};
    char why[240];
    uint32_t before = load_word(lane.lock + LOCK_HOST);
    bool ok = publish(&publisher, (uint32_t)json_double(step, "functionId", 0), (uint32_t)json_double(step, "taskId", 0), 0, &value, why) == PUBLISHED;
    uint32_t changed = before ^ load_word(lane.lock + LOCK_HOST);
    say("{\"ok\":%s,\"slot\":%d,", ok ? "true" : "false", ok ? 31 - __builtin_clz(changed) : -1);
  } else {
    say("{");
    say_drained();
  }
  lock_words(true);
  say("}");
}

static void regions_step(const Json *step) {
  uint32_t start = 0;
  if (strcmp(json_text(step, "do", ""), "reserve") == 0) {
    int slot = region_reserve(&publisher, (uint64_t)json_double(step, "bytes", 0), &start);
    if (slot >= 0 && json_get(step, "shrinkTo") != NULL) region_shrink(&publisher, slot, (uint64_t)json_double(step, "shrinkTo", 0));
    say("{\"slot\":%d,\"start\":", slot);
    if (slot < 0) say("null,"); else say("%u,", start);
  } else {
    free_region(step);
    say("{");
  }
  lock_words(false);
  say("}");
}

static void abort_step(const Json *step) {
  const char *action = json_text(step, "do", "");
  uint32_t words = capacity / 32 + (capacity % 32 != 0 || capacity == 0), signal = (uint32_t)json_double(step, "signal", 0);
  say("{");
  if (strcmp(action, "acquire") == 0) {
    bool found = false;
    for (uint32_t i = 0; i < words && count < capacity && !found; i++) {
      uint32_t word = (cursor + i) % words, below = word == capacity / 32 ? (1u << capacity % 32) - 1 : 0xFFFFFFFF;
      uint32_t unused = ~in_use[word] & below;
      if (unused == 0) continue;
      found = true;
      signal = word * 32 + (uint32_t)__builtin_ctz(unused);
      in_use[word] |= 1u << signal % 32;
      bitmap[word] &= ~(1u << signal % 32);
      count++;
      cursor = (word + 1) % words;
    }
    if (found) say("\"signal\":%u,", signal); else say("\"signal\":\"exhausted\",");
  } else if (strcmp(action, "abort") == 0) {
    bitmap[signal / 32] |= 1u << signal % 32;
  } else if (in_use[signal / 32] >> signal % 32 & 1) {
    in_use[signal / 32] &= ~(1u << signal % 32);
    bitmap[signal / 32] &= ~(1u << signal % 32);
    count--;
    cursor = signal / 32;
  }
  say("\"words\":[");
  for (uint32_t i = 0; i < words; i++) say("%s%u", i > 0 ? "," : "", bitmap[i]);
  say("]}");
}

/* One consumer at a time, so nobody else's WANT is ever set: what is left of section 11 is the choice of the group. */
static void claim(uint32_t c, uint32_t open) {
  uint32_t mask = group_size == 32 ? 0xFFFFFFFF : (1u << group_size) - 1, groups = 32 / group_size, take = 0;
  for (uint32_t i = 0; i < groups && take == 0; i++) {
    uint32_t group = (cursors[c] + i) % groups;
    take = open & mask << group * group_size;
    if (take != 0) cursors[c] = (group + 1) % groups;
  }
  acks[c] ^= take;
  for (bool first = true; take != 0; take &= take - 1, first = false) {
    const uint8_t *slot = lane.headers + (size_t)__builtin_ctz(take) * SLOT_STRIDE;
    say("%s%u", first ? "" : ",", ((const uint32_t *)(const void *)(slot + TASK_LINE))[W_TASK]);
  }
}

static void steal_step(const Json *step) {
  uint32_t acknowledged = 0;
  bool first = true;
  for (uint32_t i = 0; i < consumers; i++) acknowledged ^= acks[i];
  if (strcmp(json_text(step, "do", ""), "publish") == 0) {
    Value value = value_of(V_UNDEFINED);
    char why[240];
    uint32_t before = publisher.host;
    /* What 6.1 loads from the worker word is here the exclusive or of all ACK words (STL-001). */
    if (consumers > 1) store_word(lane.lock + LOCK_WORKER, acknowledged);
    bool ok = publish(&publisher, 0, (uint32_t)json_double(step, "taskId", 0), 0, &value, why) == PUBLISHED;
    say("{\"ok\":%s,\"slot\":%d,", ok ? "true" : "false", ok ? 31 - __builtin_clz(before ^ publisher.host) : -1);
  } else {
    say("{\"taskIds\":[");
    if (consumers > 1) claim((uint32_t)json_double(step, "consumer", 0) % consumers, publisher.host ^ acknowledged);
    else drain(&drainer, collect, &first);
    say("],");
  }
  say("\"hostBits\":%u,\"workerBits\":%u,\"ack\":[", publisher.host, drainer.worker);
  for (uint32_t i = 0; i < consumers; i++) say("%s%u", i > 0 ? "," : "", acks[i]);
  say("],\"want\":[");
  for (uint32_t i = 0; i < consumers; i++) say("%s0", i > 0 ? "," : "");
  say("],\"live\":%u}", live);
}

static void lane_step(const Json *step) {
  const char *action = json_text(step, "do", "");
  if (strcmp(action, "encode") == 0) {
    Value value;
    char why[240];
    uint32_t host = publisher.host, region = publisher.payload_host;
    if (!value_parse(json_get(step, "value"), &value)) { say("{\"unsupported\":\"this value\"}"); return; }
    bool ok = publish(&publisher, 0, (uint32_t)json_double(step, "taskId", 0), 0, &value, why) == PUBLISHED;
    value_free(&value);
    say("{\"ok\":%s,", ok ? "true" : "false");
    if (ok) {
      int slot = 31 - __builtin_clz(host ^ publisher.host);
      const uint32_t *words = (const uint32_t *)(const void *)(lane.headers + (size_t)slot * SLOT_STRIDE + TASK_LINE);
      say("\"slot\":%d,", slot);
      if (region != publisher.payload_host) say("\"start\":%u,\"region\":%u,", words[W_START], words[W_REGION] & 31);
    }
  } else if (strcmp(action, "free") == 0) {
    free_region(step);
    say("{");
  } else {
    say("{");
    say_drained();
  }
  lock_words(true);
  say("}");
}

static void boot_payload(const Json *question) {
  Boot boot;
  const char *wrong = boot_check(&boot, json_text(question, "text", ""));
  if (wrong == NULL) say("{\"accepted\":true}");
  else refused(wrong);
}

static void order(const Json *question) {
  Json *names = json_get(question, "names");
  for (size_t i = 0; i < names->count; i++) {
    const char *name = (const char *)names->items[i]->text.at;
    if (name[strspn(name, "_$0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")] != 0) {
      say("{\"unsupported\":\"names of other characters\"}");
      return;
    }
  }
  qsort(names->items, names->count, sizeof *names->items, task_order);
  say("{\"names\":");
  json_write(&out, names);
  say("}");
}

static void open_script(const Json *question) {
  static char name[16];
  snprintf(name, sizeof name, "%s", json_text(question, "kind", ""));
  kind = name;
  fresh(NULL);
  if (strcmp(kind, "lane") == 0) {
    Json *sized = json_new(J_OBJECT);
    json_put(sized, "payloadCapacity", json_number(json_double(question, "capacity", 65536)));
    fresh(sized);
    json_free(sized);
    publisher.reference = false;
    say("{}");
    return;
  }
  memset(bitmap, 0, sizeof bitmap);
  memset(in_use, 0, sizeof in_use);
  memset(acks, 0, sizeof acks);
  capacity = (uint32_t)json_double(question, "capacity", 258);
  count = cursor = 0;
  consumers = (uint32_t)json_double(question, "consumers", 1);
  group_size = (uint32_t)json_double(question, "regionLanes", 32);
  if (capacity > 65535 || consumers < 1 || consumers > MAX_CONSUMERS || group_size < 1 || group_size > 32) { say("{\"error\":\"out of range\"}"); kind = ""; return; }
  for (uint32_t c = 0; c < consumers; c++) cursors[c] = 32 / group_size * c / consumers;
  live = consumers == 1 ? 0 : consumers == 32 ? 0xFFFFFFFF : (1u << consumers) - 1;
  if (strcmp(kind, "abort") == 0) say("{\"closeNow\":%u}", capacity + 1); else say("{}");
}

/* ---- Layouts ---- */

#define NAMED(table, name, value) {table, name, value},
static const struct { const char *table, *name; uint32_t value; } CONSTANTS[] = {
#include "names.inc"
};

static void table(const Json *question) {
  const char *separator = "";
  say("{\"table\":{");
  for (size_t i = 0; i < sizeof CONSTANTS / sizeof *CONSTANTS; i++) {
    if (strcmp(CONSTANTS[i].table, json_text(question, "name", "")) != 0) continue;
    say("%s\"%s\":%u", separator, CONSTANTS[i].name, CONSTANTS[i].value);
    separator = ",";
  }
  say("}}");
}

static void layout(const Json *question) {
  uint64_t signals = (uint64_t)json_double(question, "signalBytes", 192), aborts = (uint64_t)json_double(question, "abortBytes", 0);
  uint64_t area = (uint64_t)json_double(question, "payloadBytes", 0), at = 0;
  if (strcmp(json_text(question, "kind", ""), "process") == 0) {
    const struct { const char *name; uint64_t length; } slices[] = {
      {"signals", signals}, {"requestLockSector", LOCK_SECTOR}, {"returnLockSector", LOCK_SECTOR}, {"requestHeaders", HEADERS},
      {"returnHeaders", HEADERS}, {"abortSignals", aborts}, {"requestPayload", area}, {"returnPayload", area}};
    say("{\"slices\":[");
    for (int i = 0; i < 8; i++, at = align64(at)) {
      say("%s{\"name\":\"%s\",\"byteOffset\":%llu,\"byteLength\":%llu,\"reservedByteLength\":%llu}", i > 0 ? "," : "", slices[i].name,
          (unsigned long long)at, (unsigned long long)slices[i].length, (unsigned long long)align64(slices[i].length));
      at += slices[i].length;
    }
    say("],\"totalBytes\":%llu}", (unsigned long long)at);
    return;
  }
  bool split = strcmp(json_text(question, "kind", ""), "thread-split") == 0;
  unsigned long long start = align64(signals), headers = start + 2 * LOCK_SECTOR, span = split ? HEADERS : 31 * 1152 + 576;
  unsigned long long end = headers + 2 * HEADERS;
  say("{\"totalBytes\":%llu,\"headerSlotStrideU32\":%d,\"signals\":{\"byteOffset\":0,\"byteLength\":%llu},"
      "\"abortSignals\":{\"byteOffset\":%llu,\"byteLength\":%llu},", end + align64(aborts), split ? 144 : 288, (unsigned long long)signals, end,
      (unsigned long long)aborts);
  say("\"requestHeaders\":{\"byteOffset\":%llu,\"byteLength\":%llu},\"requestLockSector\":{\"byteOffset\":%llu,\"byteLength\":256},", headers, span, start);
  say("\"returnHeaders\":{\"byteOffset\":%llu,\"byteLength\":%llu},\"returnLockSector\":{\"byteOffset\":%llu,\"byteLength\":256}}",
      headers + (split ? HEADERS : SLOT_STRIDE), span, start + LOCK_SECTOR);
}

static void options(const Json *question) {
  Json *given = json_get(question, "options");
  bool fixed = strcmp(json_text(given, "mode", "growable"), "fixed") == 0;
  double most = floor(json_double(given, "payloadMaxByteLength", 0)), initial = floor(json_double(given, "payloadInitialBytes", 0));
  if (!(most > 0)) most = 67108864;
  if (!(initial > 0)) initial = 4194304;
  if (fixed || initial > most) initial = most;
  double eighth = floor(most / 8), limit = floor(json_double(given, "maxPayloadBytes", eighth));
  if (eighth < 1) say("{\"rejects\":\"payloadMaxByteLength is too small; must be at least 8 bytes.\"}");
  else if (!(limit >= 1) || limit > eighth) say("{\"rejects\":\"maxPayloadBytes must be > 0 and <= %.0f.\"}", eighth);
  else say("{\"resolved\":{\"mode\":\"%s\",\"payloadInitialBytes\":%.0f,\"payloadMaxByteLength\":%.0f,\"maxPayloadBytes\":%.0f}}",
           fixed ? "fixed" : "growable", initial, most, limit);
}

int subject(void) {
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  kind = "";
  while ((length = getline(&line, &room, stdin)) > 0) {
    Json *question = json_parse((uint8_t *)line, (size_t)length);
    const char *op = json_text(question, "op", "");
    out.length = 0;
    if (strcmp(op, "hello") == 0) say("{\"subject\":\"the C peer\",\"protocol\":1}");
    else if (strcmp(op, "encode") == 0) encode(question);
    else if (strcmp(op, "decode") == 0) decode(question);
    else if (strcmp(op, "open") == 0) open_script(question);
    else if (strcmp(op, "boot") == 0) boot_payload(question);
    else if (strcmp(op, "order") == 0) order(question);
    else if (strcmp(op, "table") == 0) table(question);
    else if (strcmp(op, "layout") == 0) layout(question);
    else if (strcmp(op, "options") == 0) options(question);
    else if (strcmp(op, "step") != 0) say("{\"unsupported\":\"this question\"}");
    else if (strcmp(kind, "mailbox") == 0) mailbox_step(question);
    else if (strcmp(kind, "regions") == 0) regions_step(question);
    else if (strcmp(kind, "lane") == 0) lane_step(question);
    else if (strcmp(kind, "abort") == 0) abort_step(question);
    else if (strcmp(kind, "steal") == 0) steal_step(question);
    else say("{\"unsupported\":\"this script\"}");
    fwrite(out.at, 1, out.length, stdout);
    putchar('\n');
    fflush(stdout);
    json_free(question);
  }
  free(line);
  return 0;
}
