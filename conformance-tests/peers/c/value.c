#include "value.h"
#include "lane.h"
#include "layout.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROW(name, dynamic, inlined, element, label) {#name, label, dynamic, inlined, element},
static const struct { const char *name, *label; int dynamic, inlined; uint32_t element; } KINDS[] = {BYTE_KINDS(ROW)};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

int bytes_kind(uint32_t tag) {
  for (int i = 0; i < KIND_COUNT; i++) {
    if ((uint32_t)KINDS[i].dynamic == tag || (uint32_t)KINDS[i].inlined == tag) return i;
  }
  return -1;
}

int bytes_tag(const char *name) {
  for (int i = 0; i < KIND_COUNT; i++) if (strcmp(KINDS[i].name, name) == 0) return KINDS[i].dynamic;
  return 0;
}

const char *bytes_name(int kind) { return KINDS[kind].name; }
const char *bytes_label(int kind) { return KINDS[kind].label; }
int bytes_inline_tag(int kind) { return KINDS[kind].inlined; }
int bytes_dynamic_tag(int kind) { return KINDS[kind].dynamic; }
uint32_t bytes_element(int kind) { return KINDS[kind].element; }

void value_free(Value *value) {
  bytes_free(&value->bytes);
  bytes_free(&value->body);
  json_free(value->json);
  *value = (Value){0};
}

Value value_of(ValueKind kind) { return (Value){.kind = kind}; }

Value value_text(ValueKind kind, const char *text) {
  return (Value){.kind = kind, .bytes = bytes_copy(text, strlen(text))};
}

Value value_error(const char *name, const char *message) {
  Value error = value_of(V_ERROR);
  error.json = json_new(J_OBJECT);
  json_put(error.json, "name", json_string(name));
  json_put(error.json, "message", json_string(message));
  return error;
}

Value value_refused(const char *code, const char *detail) {
  Value refused = value_of(V_REFUSED);
  snprintf(refused.refused, sizeof refused.refused, "%s%s", code, detail);
  return refused;
}

void bigint_parse(Value *to, const char *decimal) {
  to->kind = V_BIGINT;
  to->flag = *decimal == '-';
  bytes_add(&to->bytes, NULL, 0);
  for (const char *c = decimal + to->flag; *c != 0; c++) {
    unsigned carry = (unsigned)(*c - '0');
    for (size_t i = 0; i < to->bytes.length; i++, carry >>= 8) {
      carry += to->bytes.at[i] * 10u;
      to->bytes.at[i] = (uint8_t)carry;
    }
    if (carry > 0) bytes_add(&to->bytes, (uint8_t[]){(uint8_t)carry}, 1);
  }
}

void bigint_write(Bytes *to, const Value *value) {
  Bytes left = bytes_copy(value->bytes.at, value->bytes.length), digits = {0};
  while (left.length > 0 && left.at[left.length - 1] == 0) left.length--;
  while (left.length > 0) {
    unsigned rest = 0;
    for (size_t i = left.length; i-- > 0;) {
      rest = rest << 8 | left.at[i];
      left.at[i] = (uint8_t)(rest / 10);
      rest %= 10;
    }
    bytes_add(&digits, (char[]){(char)('0' + rest)}, 1);
    while (left.length > 0 && left.at[left.length - 1] == 0) left.length--;
  }
  if (digits.length == 0) bytes_text(to, "0");
  else if (value->flag) bytes_text(to, "-");
  for (size_t i = digits.length; i-- > 0;) bytes_add(to, digits.at + i, 1);
  bytes_free(&left);
  bytes_free(&digits);
}

void double_hex(Bytes *to, double number) {
  uint64_t bits;
  char hex[17];
  memcpy(&bits, &number, 8);
  snprintf(hex, sizeof hex, "%016llx", (unsigned long long)bits);
  bytes_text(to, hex);
}

static double hex_double(const char *hex) {
  uint64_t bits = strtoull(hex, NULL, 16);
  double number;
  memcpy(&number, &bits, 8);
  return strcmp(hex, "NaN") == 0 ? NAN : number;
}

static void utf16(Bytes *to, const char *hex) {
  size_t units = strlen(hex) / 4;
  for (size_t i = 0; i < units; i++) {
    char four[5] = {0}, next[5] = {0};
    memcpy(four, hex + 4 * i, 4);
    if (i + 1 < units) memcpy(next, hex + 4 * i + 4, 4);
    uint32_t unit = (uint32_t)strtoul(four, NULL, 16), low = (uint32_t)strtoul(next, NULL, 16);
    if (unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
      i++;
    }
    text_unit(to, unit);
  }
}

static Json *error_json(const Json *notation);

/* What an error's JSON holds for its cause (PAY-020); NULL for none. */
static Json *cause_json(const Json *notation) {
  const char *type = json_text(notation, "type", "");
  if (strcmp(type, "error") == 0) return error_json(notation);
  Value cause = {0};
  Json *json = NULL;
  if (!value_parse(notation, &cause) || cause.kind == V_UNDEFINED) return NULL;
  switch (cause.kind) {
    case V_NULL: json = json_new(J_NULL); break;
    case V_BOOL: json = json_new(J_BOOL); json->flag = cause.flag; break;
    case V_NUMBER: json = json_number(cause.number); break;
    case V_JSON: json = json_copy(cause.json); break;
    default:
      json = json_new(J_STRING);
      if (cause.kind == V_SYMBOL) bytes_text(&json->text, "Symbol(");
      if (cause.kind == V_BIGINT) bigint_write(&json->text, &cause);
      else bytes_add(&json->text, cause.bytes.at, cause.bytes.length);
      if (cause.kind == V_SYMBOL) bytes_text(&json->text, ")");
  }
  value_free(&cause);
  return json;
}

static Json *error_json(const Json *notation) {
  Json *error = json_new(J_OBJECT), *stack = json_get(notation, "stack"), *cause = json_get(notation, "cause");
  json_put(error, "name", json_copy(json_get(notation, "name")));
  json_put(error, "message", json_copy(json_get(notation, "message")));
  if (stack != NULL && !fault("no-stack")) json_put(error, "stack", json_copy(stack));
  if (cause != NULL && (cause = cause_json(cause)) != NULL) json_put(error, "cause", cause);
  return error;
}

static bool envelope(const Json *notation, Value *to) {
  Value header = {0}, body = {0};
  Json *head = json_get(notation, "header"), *content = json_get(notation, "body");
  const char *type = json_text(content, "type", "");
  if (strcmp(json_text(head, "type", ""), "json") == 0 && json_get(head, "text") == NULL) {
    *to = value_refused("KNT_ERROR_3: Unsupported payload type; ", "Envelope header must be a JSON-like value or string.");
    return true;
  }
  if (strcmp(type, "ArrayBuffer") != 0 && strcmp(type, "external") != 0) {
    *to = value_refused("KNT_ERROR_3: Unsupported payload type; ",
                        "Envelope payload must be an ArrayBuffer, SharedArrayBuffer, ProcessSharedBuffer, or BufferReference.");
    return true;
  }
  if (!value_parse(head, &header) || !value_parse(content, &body)) return false;
  if (header.kind == V_REFUSED || body.kind == V_REFUSED) { *to = header.kind == V_REFUSED ? header : body; return true; }
  *to = (Value){.kind = V_ENVELOPE, .flag = header.kind == V_JSON, .external = body.kind == V_EXTERNAL};
  if (to->flag) json_write(&to->bytes, header.json);
  else to->bytes = bytes_copy(header.bytes.at, header.bytes.length);
  if (to->external) json_write(&to->body, body.json);
  else to->body = bytes_copy(body.bytes.at, body.bytes.length);
  value_free(&header);
  value_free(&body);
  return true;
}

static bool external(const Json *notation, Value *to) {
  const char *text = json_text(notation, "text", "");
  *to = value_of(V_EXTERNAL);
  to->json = json_parse((const uint8_t *)text, strlen(text));
  if (to->json == NULL || (to->json->kind == J_ARRAY && to->json->count == 0)) return false;
  const char *id = to->json->kind == J_ARRAY && to->json->items[0]->kind == J_STRING ? (const char *)to->json->items[0]->text.at : "";
  bool reserved = strcmp(id, "knitting.sharedArrayBuffer") == 0 || strcmp(id, "knitting.bufferReference") == 0 ||
                  strcmp(id, "knitting.processSharedBuffer") == 0;
  if (reserved && !fault("forges-codecs")) {
    value_free(to);
    *to = value_refused("KNT_ERROR_3: Unsupported payload type; ", "Reserved Knitting external payload codec cannot be forged.");
  }
  return true;
}

bool value_parse(const Json *notation, Value *to) {
  const char *type = json_text(notation, "type", ""), *text = json_text(notation, "value", "");
  Json *member;
  *to = value_of(V_UNDEFINED);
  if (strcmp(type, "undefined") == 0) return true;
  if (strcmp(type, "null") == 0) { to->kind = V_NULL; return true; }
  if (strcmp(type, "boolean") == 0) { to->kind = V_BOOL; to->flag = json_get(notation, "value")->flag; return true; }
  if (strcmp(type, "number") == 0 || strcmp(type, "date") == 0) {
    to->kind = type[0] == 'n' ? V_NUMBER : V_DATE;
    to->number = hex_double(json_text(notation, "f64", "NaN"));
    return true;
  }
  if (strcmp(type, "bigint") == 0) { bigint_parse(to, text); return true; }
  if (strcmp(type, "string") == 0) {
    to->kind = V_STRING;
    member = json_get(notation, "value");
    if (member != NULL) to->bytes = bytes_copy(member->text.at, member->text.length);
    else utf16(&to->bytes, json_text(notation, "utf16", ""));
    return true;
  }
  if (strcmp(type, "symbol") == 0) {
    member = json_get(notation, "key");
    if (member == NULL || member->kind != J_STRING) *to = fault("takes-local-symbols") ? value_text(V_SYMBOL, "") : value_refused("KNT_ERROR_1: Symbol must use Symbol.for(...) keys", "");
    else *to = (Value){.kind = V_SYMBOL, .bytes = bytes_copy(member->text.at, member->text.length)};
    return true;
  }
  if (strcmp(type, "json") == 0) {
    to->kind = V_JSON;
    member = json_get(notation, "text");
    return member != NULL && (to->json = json_parse(member->text.at, member->text.length)) != NULL;
  }
  if (strcmp(type, "error") == 0) { to->kind = V_ERROR; to->json = error_json(notation); return true; }
  if (strcmp(type, "envelope") == 0) return envelope(notation, to);
  if (strcmp(type, "external") == 0) return external(notation, to);
  if (strcmp(type, "processSharedBuffer") == 0) {
    to->kind = V_PROCESS_SHARED_BUFFER;
    member = json_get(notation, "words");
    for (size_t i = 0; member != NULL && i < member->count; i++) {
      uint32_t word = (uint32_t)member->items[i]->number;
      bytes_add(&to->bytes, &word, 4);
    }
    return to->bytes.length == 32;
  }
  if (strcmp(type, "numericArray") == 0) {
    to->kind = V_BYTES;
    to->tag = bytes_tag(type);
    member = json_get(notation, "f64");
    for (size_t i = 0; i < member->count; i++) {
      double number = hex_double((const char *)member->items[i]->text.at);
      bytes_add(&to->bytes, &number, 8);
    }
    return true;
  }
  if ((to->tag = bytes_tag(type)) != 0) {
    to->kind = V_BYTES;
    member = json_get(notation, "hex");
    return bytes_unhex(&to->bytes, (const char *)member->text.at, member->text.length);
  }
  if (strcmp(type, "cyclic") == 0) *to = value_refused("KNT_ERROR_2: JSON stringify failed; ", "it has no JSON text");
  else if (strcmp(type, "function") == 0) {
    const char *name = json_text(notation, "name", "");
    *to = value_refused("KNT_ERROR_0: Function is not a valid type; name: ", *name == 0 ? "<anonymous>" : name);
  } else {
    *to = value_refused("KNT_ERROR_3: Unsupported payload type; ",
                        "Unsupported object type. Allowed: plain object, array, Error, Date, Envelope, Buffer, ArrayBuffer, "
                        "DataView, typed arrays, and registered external payloads. Serialize it yourself.");
  }
  return true;
}

/* ---- The notation of a value ---- */

static void member(Bytes *to, const char *name, const Bytes *text) {
  bytes_text(to, ",\"");
  bytes_text(to, name);
  bytes_text(to, "\":");
  json_quote(to, text);
}

static void json_member(Bytes *to, const Json *json) {
  Bytes text = {0};
  json_write(&text, json);
  member(to, "text", &text);
  bytes_free(&text);
}

/* The text's code units in hex; true where one is a lone surrogate, which a string of JSON cannot say everywhere. */
static bool utf16_hex(Bytes *to, const Bytes *text) {
  bool lone = false;
  for (size_t i = 0; i < text->length;) {
    uint8_t first = text->at[i];
    int n = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    uint32_t c = n == 1 ? first : first & (0x7F >> n);
    for (int k = 1; k < n; k++) c = c << 6 | (text->at[i + (size_t)k] & 0x3F);
    lone |= c >= 0xD800 && c < 0xE000;
    char units[12];
    if (c < 0x10000) snprintf(units, sizeof units, "%04x", c);
    else snprintf(units, sizeof units, "%04x%04x", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
    bytes_text(to, units);
    i += (size_t)n;
  }
  return lone;
}

static void number_members(Bytes *to, double number, bool with_text) {
  char text[40];
  bytes_text(to, ",\"f64\":\"");
  if (isnan(number)) bytes_text(to, "NaN");
  else double_hex(to, number);
  number_text(text, number);
  bytes_text(to, "\"");
  if (!with_text) return;
  bytes_text(to, ",\"text\":\"");
  bytes_text(to, number == 0 && signbit(number) ? "-0" : text);
  bytes_text(to, "\"");
}

static void cause(Bytes *to, const Json *json) {
  Value value = {0};
  switch (json->kind) {
    case J_NULL: value.kind = V_NULL; break;
    case J_BOOL: value.kind = V_BOOL; value.flag = json->flag; break;
    case J_NUMBER: value.kind = V_NUMBER; value.number = json->number; break;
    case J_STRING: value.kind = V_STRING; value.bytes = json->text; break;
    default: value.kind = V_JSON; value.json = (Json *)json;
  }
  value_write(to, &value);
}

void value_write(Bytes *to, const Value *value) {
  static const char *const TYPES[] = {"undefined", "null", "boolean", "number", "bigint", "string", "symbol", "", "date",
                                      "json", "error", "envelope", "external", "processSharedBuffer", "refused"};
  Bytes text = {0};
  bytes_text(to, "{\"type\":\"");
  bytes_text(to, value->kind == V_BYTES ? bytes_name(bytes_kind((uint32_t)value->tag)) : TYPES[value->kind]);
  bytes_text(to, "\"");
  switch (value->kind) {
    case V_BOOL: bytes_text(to, value->flag ? ",\"value\":true" : ",\"value\":false"); break;
    case V_NUMBER: case V_DATE: number_members(to, value->number, value->kind == V_NUMBER); break;
    case V_BIGINT: bigint_write(&text, value); member(to, "value", &text); break;
    case V_STRING:
      if (utf16_hex(&text, &value->bytes)) member(to, "utf16", &text);
      else member(to, "value", &value->bytes);
      break;
    case V_SYMBOL: member(to, "key", &value->bytes); break;
    case V_JSON: case V_EXTERNAL: json_member(to, value->json); break;
    case V_ERROR:
      member(to, "name", &json_get(value->json, "name")->text);
      member(to, "message", &json_get(value->json, "message")->text);
      if (json_get(value->json, "stack") != NULL) member(to, "stack", &json_get(value->json, "stack")->text);
      if (json_get(value->json, "cause") != NULL) { bytes_text(to, ",\"cause\":"); cause(to, json_get(value->json, "cause")); }
      break;
    case V_ENVELOPE: {
      Value header = {.kind = V_STRING, .bytes = value->bytes}, body = {.kind = V_BYTES, .tag = 36, .bytes = value->body};
      if (value->flag) header = (Value){.kind = V_JSON, .json = json_parse(value->bytes.at, value->bytes.length)};
      if (value->external) body = (Value){.kind = V_EXTERNAL, .json = json_parse(value->body.at, value->body.length)};
      bytes_text(to, ",\"header\":");
      value_write(to, &header);
      bytes_text(to, ",\"body\":");
      value_write(to, &body);
      json_free(header.json);
      json_free(body.json);
      break;
    }
    case V_BYTES:
      if (strcmp(bytes_name(bytes_kind((uint32_t)value->tag)), "numericArray") == 0) {
        bytes_text(to, ",\"f64\":[");
        for (size_t i = 0; i < value->bytes.length; i += 8) {
          double number;
          memcpy(&number, value->bytes.at + i, 8);
          bytes_text(to, i > 0 ? ",\"" : "\"");
          if (isnan(number)) bytes_text(to, "NaN");
          else double_hex(to, number);
          bytes_text(to, "\"");
        }
        bytes_text(to, "]");
        break;
      }
      bytes_hex(&text, value->bytes.at, value->bytes.length);
      member(to, "hex", &text);
      break;
    case V_PROCESS_SHARED_BUFFER:
      bytes_text(to, ",\"words\":[");
      for (size_t i = 0; i < value->bytes.length; i += 4) {
        uint32_t word;
        char number[16];
        memcpy(&word, value->bytes.at + i, 4);
        snprintf(number, sizeof number, "%s%u", i > 0 ? "," : "", word);
        bytes_text(to, number);
      }
      bytes_text(to, "]");
      break;
    default: break;
  }
  bytes_text(to, "}");
  bytes_free(&text);
}
