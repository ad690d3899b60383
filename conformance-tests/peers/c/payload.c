#include "payload.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Gives back a region that was never published, as a reader would (REG-009). */
static void give_back(Publisher *p, int slot) {
  if (!fault("leaks-refused-region")) xor_word(p->lane.lock + LOCK_PAYLOAD_WORKER, 1u << slot);
}

/* ---- Writing payloads: section 7 ---- */

static void refuse(Written *w, const char *detail) {
  w->result = REFUSED;
  snprintf(w->refused, 240, "KNT_ERROR_3: Unsupported payload type; %s", detail);
}

/* Reserves, copies one or two parts, and shrinks to what was written. `most` is what is reserved, `counts` what the limit is for. */
static bool in_region(Publisher *p, Written *w, uint64_t most, uint64_t counts, const char *label, const Bytes *head, const Bytes *body) {
  uint64_t exact = (head == NULL ? 0 : head->length) + (body == NULL ? 0 : body->length);
  char text[200];
  if (counts > p->lane.max_payload && !fault("no-limit")) {
    snprintf(text, sizeof text, "Dynamic payload exceeds maxPayloadBytes. limit=%llu; actual=%llu; type=%s.",
             (unsigned long long)p->lane.max_payload, (unsigned long long)counts, label);
    refuse(w, text);
    return false;
  }
  uint32_t busy = p->tracked & (p->payload_host ^ load_word(p->lane.lock + LOCK_PAYLOAD_WORKER));
  if (most < exact || REGION_DATA + most > p->lane.capacity) most = exact;      /* REG-008 */
  if (most == 0 && fault("no-region-for-empty-body")) return true;
  uint64_t reserved = most == 0 ? 1 : most;
  int slot = region_reserve(p, reserved, &w->start);
  if (slot < 0 && fault("writes-without-a-slot")) { slot = 0; w->start = 0; }
  if (slot < 0) { w->result = NO_ROOM; return false; }
  if (REGION_DATA + (uint64_t)w->start + exact > p->lane.capacity) {
    give_back(p, slot);
    if (busy == 0) refuse(w, "Dynamic payload buffer capacity exceeded.");
    else w->result = NO_ROOM;
    return false;
  }
  uint8_t *to = p->lane.payload + REGION_DATA + w->start + (fault("data-at-0") ? -REGION_DATA : 0);
  if (head != NULL && head->length > 0) memcpy(to, head->at, head->length);
  if (body != NULL && body->length > 0) memcpy(to + (head == NULL ? 0 : head->length), body->at, body->length);
  if (exact > 0) region_shrink(p, slot, exact);
  w->region = (uint32_t)slot;
  return true;
}

/* `inlined` is the inline tag, or 0; `most` what text reserves (LIM-003). */
static void bytes_form(Publisher *p, uint8_t *slot, Written *w, const Bytes *bytes, uint32_t tag, uint32_t inlined, uint64_t most, const char *label) {
  uint64_t edge = fault("inline-to-500") ? 500 : INLINE_CAPACITY;
  if (inlined != 0 && bytes->length <= edge && !fault("short-as-dynamic")) {
    if (bytes->length > 0) memcpy(slot, bytes->at, bytes->length);
    w->tag = inlined;
  } else {
    if (fault("exact-reservation") || most > p->lane.max_payload) most = bytes->length;
    in_region(p, w, most, bytes->length, label, bytes, NULL);
    w->tag = tag;
  }
  w->length = (uint32_t)bytes->length;
}

static void text_form(Publisher *p, uint8_t *slot, Written *w, const Bytes *text, uint32_t tag, uint32_t inlined, const char *label) {
  size_t units = text_units(text);
  if (inlined == TAG_STATIC_SYMBOL && units > (fault("symbol-to-512") ? 512 : 170)) inlined = 0;         /* PAY-004 */
  bytes_form(p, slot, w, text, tag, inlined, 3 * (uint64_t)units, label);
}

static void json_form(Publisher *p, uint8_t *slot, Written *w, const Json *json, uint32_t tag, uint32_t inlined, const char *label) {
  Bytes text = {0};
  json_write(&text, json);
  text_form(p, slot, w, &text, tag, inlined, label);
  bytes_free(&text);
}

static void halves(Written *w, uint32_t tag, const void *eight) {
  w->tag = tag;
  memcpy(&w->start, eight, 4);
  memcpy(&w->end, (const uint8_t *)eight + 4, 4);
  if (fault("big-endian-halves")) { uint32_t low = w->start; w->start = w->end; w->end = low; }
}

/* Whether a bigint is within 64 bits, and its bits. */
static bool int64_bits(const Value *value, uint64_t *bits) {
  size_t n = value->bytes.length;
  *bits = 0;
  if (n > 8) return false;
  for (size_t i = n; i-- > 0;) *bits = *bits << 8 | value->bytes.at[i];
  if (*bits > (value->flag ? (uint64_t)1 << 63 : INT64_MAX)) return false;
  if (value->flag) *bits = 0 - *bits;
  return true;
}

static void envelope(Publisher *p, uint8_t *slot, Written *w, const Value *value) {
  Bytes header = value->flag ? bytes_copy(value->bytes.at, value->bytes.length)
                             : text_well_formed(value->bytes.at, value->bytes.length, true);
  bool inlined = header.length <= INLINE_CAPACITY && !fault("header-always-dynamic");
  const char *label = value->external ? "EnvelopeStaticHeaderExternal" : "EnvelopeStaticHeaderPayload";
  w->tag = (value->external ? TAG_ENVELOPE_EXTERNAL : TAG_ENVELOPE) + (inlined ? 0 : 1) + (value->flag ? 0 : 2);
  w->length = (uint32_t)header.length;
  w->end = (uint32_t)value->body.length;
  if (inlined) {
    if (header.length > 0) memcpy(slot, header.at, header.length);
    in_region(p, w, value->body.length, value->body.length == 0 ? 1 : value->body.length, label, NULL, &value->body);
  } else {
    static const char *const LABELS[] = {"EnvelopeDynamicHeader", "EnvelopeDynamicHeaderString", "EnvelopeDynamicHeaderExternal",
                                         "EnvelopeDynamicHeaderStringExternal"};
    uint64_t exact = header.length + value->body.length, most = 3 * (uint64_t)text_units(&header) + value->body.length;
    label = LABELS[(value->flag ? 0 : 1) + (value->external ? 2 : 0)];
    in_region(p, w, most > p->lane.max_payload ? exact : most, exact, label, &header, &value->body);
  }
  bytes_free(&header);
}

void payload_write(Publisher *p, uint8_t *slot, Written *w, const Value *value) {
  uint64_t bits;
  Bytes bytes = {0};
  switch (value->kind) {
    case V_UNDEFINED: w->tag = TAG_UNDEFINED; break;
    case V_NULL: w->tag = TAG_NULL; break;
    case V_BOOL: w->tag = value->flag ? TAG_TRUE : TAG_FALSE; break;
    case V_NUMBER:
      if (isnan(value->number)) w->tag = TAG_NAN;
      else if (value->number == 0 && fault("loses-minus-zero")) halves(w, TAG_FLOAT64, &(double){0});
      else halves(w, TAG_FLOAT64, &value->number);
      break;
    case V_DATE: halves(w, TAG_DATE, &value->number); break;
    case V_BIGINT:
      if (int64_bits(value, &bits)) { halves(w, TAG_BIGINT64, &bits); break; }
      bytes_add(&bytes, &(uint8_t){value->flag ? 1 : 0}, 1);
      bytes_add(&bytes, value->bytes.at, value->bytes.length);
      bytes_form(p, slot, w, &bytes, TAG_BIGINT, TAG_STATIC_BIGINT, bytes.length, "BigInt");
      break;
    case V_STRING: case V_SYMBOL:
      bytes = text_well_formed(value->bytes.at, value->bytes.length, true);
      if (value->kind == V_STRING) text_form(p, slot, w, &bytes, TAG_STRING, TAG_STATIC_STRING, "String");
      else text_form(p, slot, w, &bytes, TAG_SYMBOL, TAG_STATIC_SYMBOL, "Symbol");
      break;
    case V_JSON: json_form(p, slot, w, value->json, TAG_JSON, TAG_STATIC_JSON, "Json"); break;
    case V_ERROR: json_form(p, slot, w, value->json, TAG_ERROR, 0, "Error"); break;
    case V_EXTERNAL: json_form(p, slot, w, value->json, TAG_EXTERNAL, TAG_STATIC_EXTERNAL, "ExternalPayload"); break;
    case V_PROCESS_SHARED_BUFFER: bytes_form(p, slot, w, &value->bytes, 0, TAG_PROCESS_SHARED_BUFFER, 0, ""); break;
    case V_ENVELOPE: envelope(p, slot, w, value); break;
    case V_BYTES: {
      int kind = bytes_kind((uint32_t)value->tag);
      bytes_form(p, slot, w, &value->bytes, (uint32_t)value->tag, (uint32_t)bytes_inline_tag(kind), value->bytes.length, bytes_label(kind));
      break;
    }
    case V_REFUSED: w->result = REFUSED; snprintf(w->refused, 240, "%s", value->refused); break;
  }
  bytes_free(&bytes);
}

/* ---- Reading payloads ---- */

static Value bad(const char *what) { return value_refused("The frame was refused: ", what); }

static Value text_value(ValueKind kind, const uint8_t *at, size_t length) {
  Value value = value_of(kind);
  value.bytes = text_well_formed(at, length, false);
  return value;
}

static Value json_value(ValueKind kind, const uint8_t *at, size_t length) {
  Bytes text = text_well_formed(at, length, false);
  Value value = value_of(kind);
  value.json = json_parse(text.at, text.length);
  bytes_free(&text);
  return value.json == NULL ? bad("its text is no JSON (PAY-017)") : value;
}

static Value error_value(const uint8_t *at, size_t length) {
  Bytes text = text_well_formed(at, length, false);
  Json *json = json_parse(text.at, text.length), *member;
  Value error = value_error("Error", "");
  if (json == NULL || (json->kind != J_OBJECT && json->kind != J_ARRAY)) {      /* PAY-021 */
    Json *message = json != NULL && json->kind == J_STRING ? json_copy(json) : json_new(J_STRING);
    if (json == NULL || json->kind != J_STRING) bytes_add(&message->text, text.at, text.length);
    json_put(error.json, "message", message);
  } else {
    const char *name = json_text(json, "name", "");
    if (*name != 0) json_put(error.json, "name", json_string(name));
    if ((member = json_get(json, "message")) != NULL && member->kind == J_STRING) json_put(error.json, "message", json_copy(member));
    if ((member = json_get(json, "stack")) != NULL && member->kind == J_STRING) json_put(error.json, "stack", json_copy(member));
    if ((member = json_get(json, "cause")) != NULL) json_put(error.json, "cause", json_copy(member));
  }
  json_free(json);
  bytes_free(&text);
  return error;
}

/* A codec that this peer does not know is handed on as it is (PAY-027); an address of another process is not (PAY-030). */
static Value external_value(const uint8_t *at, size_t length) {
  Value value = json_value(V_EXTERNAL, at, length);
  if (value.kind == V_REFUSED) return value;
  bool named = value.json->kind == J_ARRAY && value.json->count > 0 && value.json->items[0]->kind == J_STRING;
  const char *id = named ? (const char *)value.json->items[0]->text.at : "";
  bool address = strcmp(id, "knitting.sharedArrayBuffer") == 0 || strcmp(id, "knitting.bufferReference") == 0;
  if (!address || fault("takes-external-addresses")) return value;
  value_free(&value);
  return bad("an address of another process (PAY-030)");
}

static Value bytes_value(const uint8_t *at, size_t length, int kind) {
  if (length % bytes_element(kind) != 0 && !fault("takes-odd-lengths")) return bad("an incomplete element (PAY-015)");
  return (Value){.kind = V_BYTES, .tag = bytes_dynamic_tag(kind), .bytes = bytes_copy(at, length - length % bytes_element(kind))};
}

static Value envelope_value(const uint32_t words[WORDS], const uint8_t *head, const uint8_t *body) {
  uint32_t form = words[W_TAG] >= TAG_ENVELOPE_EXTERNAL ? words[W_TAG] - TAG_ENVELOPE_EXTERNAL : words[W_TAG] - TAG_ENVELOPE;
  Value value = {.kind = V_ENVELOPE, .flag = form < 2, .external = words[W_TAG] >= TAG_ENVELOPE_EXTERNAL};
  if (value.flag) {
    Value header = json_value(V_JSON, head, words[W_LENGTH]);
    if (header.kind == V_REFUSED) return header;
    json_write(&value.bytes, header.json);
    value_free(&header);
  } else {
    value.bytes = text_well_formed(head, words[W_LENGTH], false);
  }
  if (!value.external) {
    value.body = bytes_copy(body, words[W_END]);
    return value;
  }
  Value payload = external_value(body, words[W_END]);
  if (payload.kind == V_REFUSED) { value_free(&value); return payload; }
  json_write(&value.body, payload.json);
  value_free(&payload);
  return value;
}

static bool is_envelope(uint32_t tag) { return (tag >= 40 && tag <= 43) || (tag >= 49 && tag <= 52); }

bool payload_has_region(uint32_t tag) {
  int kind = bytes_kind(tag);
  return tag == TAG_STRING || tag == TAG_JSON || tag == TAG_ERROR || tag == TAG_SYMBOL || tag == TAG_BIGINT || tag == TAG_EXTERNAL ||
         is_envelope(tag) || (kind >= 0 && bytes_dynamic_tag(kind) == (int)tag);
}

Value payload_read(const Lane *lane, const uint8_t *slot, const uint32_t words[WORDS]) {
  uint32_t tag = words[W_TAG];
  uint64_t start = REGION_DATA + (uint64_t)words[W_START], length = words[W_LENGTH], body = is_envelope(tag) ? words[W_END] : 0;
  bool head_inline = !payload_has_region(tag) || (is_envelope(tag) && (tag - (tag >= 49 ? 49 : 40)) % 2 == 0);
  uint64_t bits = words[W_START] | (uint64_t)words[W_END] << 32;
  Value value = value_of(V_UNDEFINED);
  switch (tag) {
    case TAG_TRUE: case TAG_FALSE: return (Value){.kind = V_BOOL, .flag = tag == TAG_TRUE};
    case TAG_UNDEFINED: return value;
    case TAG_NULL: return value_of(V_NULL);
    case TAG_NAN: return (Value){.kind = V_NUMBER, .number = NAN};
    case TAG_FLOAT64: case TAG_DATE:
      value.kind = tag == TAG_DATE ? V_DATE : V_NUMBER;
      memcpy(&value.number, &bits, 8);
      if (tag == TAG_DATE) value.number = fabs(value.number) <= 8.64e15 ? trunc(value.number) + 0.0 : NAN;      /* TimeClip */
      return value;
    case TAG_BIGINT64:
      value = (Value){.kind = V_BIGINT, .flag = bits >> 63};
      if (value.flag) bits = 0 - bits;
      bytes_add(&value.bytes, NULL, 0);
      for (; bits != 0; bits >>= 8) bytes_add(&value.bytes, &(uint8_t){(uint8_t)bits}, 1);
      return value;
    case TAG_BUFFER_REFERENCE: case TAG_SHARED_ARRAY_BUFFER:
      return fault("takes-addresses") ? value_of(V_NULL) : bad("an address of another process (PAY-030)");
    case TAG_STATIC_STRING: case TAG_STATIC_JSON: case TAG_STATIC_SYMBOL: case TAG_STATIC_BIGINT: case TAG_STATIC_EXTERNAL:
    case TAG_PROCESS_SHARED_BUFFER: break;
    default:
      if (!payload_has_region(tag) && bytes_kind(tag) < 0) return fault("unknown-tag-is-null") ? value_of(V_NULL) : bad("an unknown tag (PAY-001)");
  }
  if (head_inline && length > INLINE_CAPACITY && !fault("takes-long-inline")) return bad("an inline length over 512 (SEC-001)");
  if (head_inline && length > SLOT_STRIDE) return bad("an inline length over a slot");
  if (payload_has_region(tag)) {
    uint64_t reach = start + (head_inline ? body : length + body);
    if (words[W_START] % 64 != 0) return bad("a start that is no multiple of 64 (PAY-003)");
    if (reach > lane->capacity && fault("reads-beyond-as-null")) return value_of(V_NULL);
    if (reach > lane->capacity) return bad("beyond the payload area (SEC-001)");
  }
  Bytes head = bytes_copy(head_inline ? slot : lane->payload + start, length);
  Bytes rest = bytes_copy(is_envelope(tag) ? lane->payload + start + (head_inline ? 0 : length) : slot, body);
  int kind = bytes_kind(tag);
  if (is_envelope(tag)) value = envelope_value(words, head.at, rest.at);
  else if (kind >= 0) value = bytes_value(head.at, length, kind);
  else switch (tag) {
    case TAG_STRING: case TAG_STATIC_STRING: {
      size_t skip = fault("strips-bom") && length >= 3 && memcmp(head.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
      Bytes formed = text_well_formed(head.at, length, false);
      bool broken = formed.length != length || memcmp(formed.at, head.at, length) != 0;
      bytes_free(&formed);
      value = broken && fault("refuses-bad-utf8") ? bad("no UTF-8") : text_value(V_STRING, head.at + skip, length - skip);
      break;
    }
    case TAG_SYMBOL: case TAG_STATIC_SYMBOL: value = text_value(V_SYMBOL, head.at, length); break;
    case TAG_JSON: case TAG_STATIC_JSON: value = json_value(V_JSON, head.at, length); break;
    case TAG_ERROR: value = error_value(head.at, length); break;
    case TAG_EXTERNAL: case TAG_STATIC_EXTERNAL:
      value = fault("external-is-null") ? value_of(V_NULL) : external_value(head.at, length);
      break;
    case TAG_PROCESS_SHARED_BUFFER:
      value = length == 32 ? (Value){.kind = V_PROCESS_SHARED_BUFFER, .bytes = bytes_copy(head.at, 32)} : bad("eight words (PAY-029)");
      break;
    default:
      if (length == 0 && habit("refuses-more")) { value = bad("a bigint without a sign (PAY-012)"); break; }
      value = (Value){.kind = V_BIGINT, .flag = length > 0 && (fault("sign-2-is-negative") ? head.at[0] != 0 : head.at[0] == 1)};
      value.bytes = bytes_copy(head.at + 1, length > 0 ? length - 1 : 0);
      while (value.bytes.length > 0 && value.bytes.at[value.bytes.length - 1] == 0) value.bytes.length--;
      if (value.bytes.length == 0) value.flag = false;
  }
  bytes_free(&head);
  bytes_free(&rest);
  return value;
}
