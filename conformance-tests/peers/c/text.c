#include "text.h"
#include "lane.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 512 };      /* every reader takes 128 (SEC-003) */

void bytes_add(Bytes *to, const void *from, size_t length) {
  if (to->length + length + 1 > to->capacity) {
    to->capacity = (to->length + length + 1) * 2;
    to->at = realloc(to->at, to->capacity);
    if (to->at == NULL) abort();
  }
  if (length > 0) memcpy(to->at + to->length, from, length);
  to->length += length;
  to->at[to->length] = 0;
}

void bytes_text(Bytes *to, const char *text) { bytes_add(to, text, strlen(text)); }

void bytes_hex(Bytes *to, const uint8_t *from, size_t length) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < length; i++) {
    bytes_add(to, (char[]){digits[from[i] >> 4], digits[from[i] & 15]}, 2);
  }
}

void bytes_free(Bytes *bytes) {
  free(bytes->at);
  *bytes = (Bytes){0};
}

Bytes bytes_copy(const void *from, size_t length) {
  Bytes copy = {0};
  bytes_add(&copy, from, length);
  return copy;
}

static int hex_digit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool bytes_unhex(Bytes *to, const char *hex, size_t digits) {
  if (digits % 2 != 0) return false;
  bytes_add(to, NULL, 0);
  for (size_t i = 0; i < digits; i += 2) {
    int high = hex_digit(hex[i]), low = hex_digit(hex[i + 1]);
    if (high < 0 || low < 0) return false;
    bytes_add(to, (uint8_t[]){(uint8_t)(high << 4 | low)}, 1);
  }
  return true;
}

size_t text_units(const Bytes *text) {
  size_t units = 0;
  for (size_t i = 0; i < text->length; i++) {
    if ((text->at[i] & 0xC0) != 0x80) units += text->at[i] >= 0xF0 ? 2 : 1;
  }
  return units;
}

void text_unit(Bytes *to, uint32_t c) {
  uint8_t out[4];
  size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  if (n == 1) out[0] = (uint8_t)c;
  for (size_t i = n; n > 1 && i-- > 1; c >>= 6) out[i] = (uint8_t)(0x80 | (c & 0x3F));
  if (n > 1) out[0] = (uint8_t)((0xF00 >> n & 0xF0) | c);
  bytes_add(to, out, n);
}

/* The length of the sequence at the front, or minus the number of bytes that one U+FFFD stands for. */
static int sequence(const uint8_t *at, size_t left) {
  uint8_t first = at[0], low = 0x80, high = 0xBF;
  if (first < 0x80) return 1;
  int more = first >= 0xC2 && first <= 0xDF ? 1 : first >= 0xE0 && first <= 0xEF ? 2 : first >= 0xF0 && first <= 0xF4 ? 3 : 0;
  if (more == 0) return -1;
  if (first == 0xE0) low = 0xA0;
  if (first == 0xED) high = 0x9F;
  if (first == 0xF0) low = 0x90;
  if (first == 0xF4) high = 0x8F;
  for (int i = 1; i <= more; i++, low = 0x80, high = 0xBF) {
    if ((size_t)i >= left || at[i] < low || at[i] > high) return -i;
  }
  return more + 1;
}

Bytes text_well_formed(const uint8_t *from, size_t length, bool surrogates) {
  Bytes text = bytes_copy("", 0);
  for (size_t i = 0; i < length;) {
    int n = sequence(from + i, length - i);
    if (surrogates && from[i] == 0xED && n < 0) n = -3;
    if (n > 0) bytes_add(&text, from + i, (size_t)n);
    else bytes_text(&text, "\xEF\xBF\xBD");
    i += (size_t)(n > 0 ? n : -n);
  }
  return text;
}

/* ---- JSON ---- */

Json *json_new(JsonKind kind) {
  Json *json = calloc(1, sizeof *json);
  if (json == NULL) abort();
  json->kind = kind;
  return json;
}

Json *json_string(const char *text) {
  Json *json = json_new(J_STRING);
  json->text = bytes_copy(text, strlen(text));
  return json;
}

Json *json_number(double number) {
  Json *json = json_new(J_NUMBER);
  json->number = number;
  return json;
}

void json_free(Json *json) {
  if (json == NULL) return;
  for (size_t i = 0; i < json->count; i++) json_free(json->items[i]);
  free(json->items);
  bytes_free(&json->text);
  bytes_free(&json->name);
  free(json);
}

static void insert(Json *json, Json *item, size_t index) {
  if (json->count == json->capacity) {
    json->capacity = json->count * 2 + 4;
    json->items = realloc(json->items, json->capacity * sizeof *json->items);
    if (json->items == NULL) abort();
  }
  memmove(json->items + index + 1, json->items + index, (json->count - index) * sizeof *json->items);
  json->items[index] = item;
  json->count++;
}

void json_add(Json *array, Json *item) { insert(array, item, array->count); }

/* Whether a name is a canonical array index, and which. */
static bool array_index(const Bytes *name, uint64_t *index) {
  if (name->length == 0 || name->length > 10 || (name->at[0] == '0' && name->length > 1)) return false;
  *index = 0;
  for (size_t i = 0; i < name->length; i++) {
    if (name->at[i] < '0' || name->at[i] > '9') return false;
    *index = *index * 10 + (uint64_t)(name->at[i] - '0');
  }
  return *index < 0xFFFFFFFFu;
}

static void put(Json *object, Bytes name, Json *value) {
  value->name = name;
  uint64_t mine, other;
  bool indexed = array_index(&name, &mine) && !fault("integer-keys-as-inserted");
  size_t place = object->count;
  for (size_t i = 0; i < object->count; i++) {
    Bytes *there = &object->items[i]->name;
    if (there->length == name.length && memcmp(there->at, name.at, name.length) == 0) {
      json_free(object->items[i]);
      object->items[i] = value;
      return;
    }
    if (indexed && place == object->count && (!array_index(there, &other) || other > mine)) place = i;
  }
  insert(object, value, place);
}

void json_put(Json *object, const char *name, Json *value) { put(object, bytes_copy(name, strlen(name)), value); }

Json *json_get(const Json *object, const char *name) {
  for (size_t i = 0; object != NULL && object->kind == J_OBJECT && i < object->count; i++) {
    Bytes *there = &object->items[i]->name;
    if (there->length == strlen(name) && memcmp(there->at, name, there->length) == 0) return object->items[i];
  }
  return NULL;
}

const char *json_text(const Json *object, const char *name, const char *otherwise) {
  Json *member = json_get(object, name);
  return member != NULL && member->kind == J_STRING ? (const char *)member->text.at : otherwise;
}

double json_double(const Json *object, const char *name, double otherwise) {
  Json *member = json_get(object, name);
  return member != NULL && member->kind == J_NUMBER ? member->number : otherwise;
}

Json *json_copy(const Json *json) {
  Json *copy = json_new(json->kind);
  copy->flag = json->flag;
  copy->number = json->number;
  if (json->kind == J_STRING) copy->text = bytes_copy(json->text.at, json->text.length);
  for (size_t i = 0; i < json->count; i++) {
    Json *item = json_copy(json->items[i]);
    if (json->kind == J_OBJECT) item->name = bytes_copy(json->items[i]->name.at, json->items[i]->name.length);
    json_add(copy, item);
  }
  return copy;
}

typedef struct { const uint8_t *at, *end; } Scan;

static void blank(Scan *in) {
  while (in->at < in->end && strchr(" \t\n\r", *in->at) != NULL && *in->at != 0) in->at++;
}

static bool take(Scan *in, const char *word) {
  size_t n = strlen(word);
  if ((size_t)(in->end - in->at) < n || memcmp(in->at, word, n) != 0) return false;
  in->at += n;
  return true;
}

static bool hex4(Scan *in, uint32_t *unit) {
  if (in->end - in->at < 4) return false;
  *unit = 0;
  for (int i = 0; i < 4; i++) {
    int digit = hex_digit((char)in->at[i]);
    if (digit < 0) return false;
    *unit = *unit << 4 | (uint32_t)digit;
  }
  in->at += 4;
  return true;
}

static bool string(Scan *in, Bytes *text) {
  static const char escapes[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  if (!take(in, "\"")) return false;
  bytes_add(text, NULL, 0);
  for (;;) {
    const uint8_t *start = in->at;
    while (in->at < in->end && *in->at != '"' && *in->at != '\\' && *in->at >= 0x20) in->at++;
    bytes_add(text, start, (size_t)(in->at - start));
    if (in->at >= in->end || *in->at < 0x20) return false;
    if (*in->at++ == '"') return true;
    if (in->at >= in->end) return false;
    char c = (char)*in->at++;
    uint32_t unit, low;
    if (c == 'u') {
      if (!hex4(in, &unit)) return false;
      Scan ahead = *in;
      if (unit >= 0xD800 && unit < 0xDC00 && take(&ahead, "\\u") && hex4(&ahead, &low) && low >= 0xDC00 && low < 0xE000) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        *in = ahead;
      }
      text_unit(text, unit);
    } else {
      const char *found = c == 0 ? NULL : strchr(escapes, c);
      if (found == NULL) return false;
      bytes_add(text, values + (found - escapes), 1);
    }
  }
}

static bool digits(Scan *in) {
  const uint8_t *start = in->at;
  while (in->at < in->end && *in->at >= '0' && *in->at <= '9') in->at++;
  return in->at > start;
}

static bool number(Scan *in, double *value) {
  const uint8_t *start = in->at;
  take(in, "-");
  if (!take(in, "0") && !digits(in)) return false;
  if (take(in, ".") && !digits(in)) return false;
  if (take(in, "e") || take(in, "E")) {
    if (!take(in, "+")) take(in, "-");
    if (!digits(in)) return false;
  }
  Bytes text = bytes_copy(start, (size_t)(in->at - start));
  *value = strtod((char *)text.at, NULL);
  bytes_free(&text);
  return true;
}

static Json *value(Scan *in, int depth);

static bool members(Scan *in, Json *json, int depth, const char *close) {
  blank(in);
  if (take(in, close)) return true;
  for (;;) {
    Bytes name = {0};
    blank(in);
    if (json->kind == J_OBJECT) {
      bool named = string(in, &name);
      blank(in);
      if (!named || !take(in, ":")) { bytes_free(&name); return false; }
    }
    Json *item = value(in, depth - 1);
    if (item == NULL) { bytes_free(&name); return false; }
    if (json->kind == J_OBJECT) put(json, name, item);
    else json_add(json, item);
    blank(in);
    if (take(in, close)) return true;
    if (!take(in, ",")) return false;
  }
}

static Json *value(Scan *in, int depth) {
  blank(in);
  if (in->at >= in->end || depth == 0) return NULL;
  Json *json = json_new(J_NULL);
  bool right;
  switch (*in->at) {
    case 'n': right = take(in, "null"); break;
    case 't': json->kind = J_BOOL; json->flag = true; right = take(in, "true"); break;
    case 'f': json->kind = J_BOOL; right = take(in, "false"); break;
    case '"': json->kind = J_STRING; right = string(in, &json->text); break;
    case '[': in->at++; json->kind = J_ARRAY; right = members(in, json, depth, "]"); break;
    case '{': in->at++; json->kind = J_OBJECT; right = members(in, json, depth, "}"); break;
    default: json->kind = J_NUMBER; right = number(in, &json->number); break;
  }
  if (right) return json;
  json_free(json);
  return NULL;
}

Json *json_parse(const uint8_t *text, size_t length) {
  Scan in = {text, text + length};
  Json *json = value(&in, fault("depth-64") ? 64 : habit("refuses-more") ? 129 : MAX_DEPTH);
  blank(&in);
  if (json != NULL && in.at != in.end) { json_free(json); json = NULL; }
  return json;
}

void json_quote(Bytes *to, const Bytes *text) {
  static const char escaped[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
  bytes_add(to, "\"", 1);
  for (size_t i = 0; i < text->length; i++) {
    uint8_t c = text->at[i];
    const char *found = c == 0 ? NULL : strchr(escaped, c);
    char unicode[8];
    if (found != NULL) bytes_add(to, (char[]){'\\', letters[found - escaped]}, 2);
    else if (c < 0x20) { snprintf(unicode, sizeof unicode, "\\u%04x", c); bytes_text(to, unicode); }
    else if (c == 0xED && i + 2 < text->length && text->at[i + 1] >= 0xA0) {   /* a lone surrogate */
      snprintf(unicode, sizeof unicode, "\\ud%03x", (unsigned)((text->at[i + 1] & 0x3F) << 6 | (text->at[i + 2] & 0x3F)));
      bytes_text(to, unicode);
      i += 2;
    } else bytes_add(to, &c, 1);
  }
  bytes_add(to, "\"", 1);
}

void json_write(Bytes *to, const Json *json) {
  char text[40];
  switch (json->kind) {
    case J_NULL: bytes_text(to, "null"); return;
    case J_BOOL: bytes_text(to, json->flag ? "true" : "false"); return;
    case J_STRING: json_quote(to, &json->text); return;
    case J_NUMBER:
      number_text(text, json->number);
      bytes_text(to, !isfinite(json->number) ? "null" : text);
      return;
    default: break;
  }
  bytes_text(to, json->kind == J_ARRAY ? "[" : "{");
  for (size_t i = 0; i < json->count; i++) {
    if (i > 0) bytes_text(to, ",");
    if (json->kind == J_OBJECT) {
      json_quote(to, &json->items[i]->name);
      bytes_text(to, ":");
    }
    json_write(to, json->items[i]);
  }
  bytes_text(to, json->kind == J_ARRAY ? "]" : "}");
}

void number_text(char *to, double number) {
  char shortest[40], digits[24];
  int count = 0, precision = 0;
  if (isnan(number)) { strcpy(to, "NaN"); return; }
  if (isinf(number)) { strcpy(to, number < 0 ? "-Infinity" : "Infinity"); return; }
  if (number == 0) { strcpy(to, "0"); return; }
  if (number < 0) { *to++ = '-'; number = -number; }
  do snprintf(shortest, sizeof shortest, "%.*e", precision, number);
  while (strtod(shortest, NULL) != number && ++precision < 17);
  char *exponent_text = strchr(shortest, 'e');
  int point = atoi(exponent_text + 1) + 1;          /* where the decimal point stands in the digits */
  for (char *c = shortest; c < exponent_text; c++) if (*c != '.') digits[count++] = *c;
  while (count > 1 && digits[count - 1] == '0') count--;
  digits[count] = 0;
  if (count <= point && point <= 21) sprintf(to, "%s%.*s", digits, point - count, "000000000000000000000");
  else if (point > 0 && point <= 21) sprintf(to, "%.*s.%s", point, digits, digits + point);
  else if (point > -6 && point <= 0) sprintf(to, "0.%.*s%s", -point, "000000", digits);
  else sprintf(to, "%c%s%se%+d", digits[0], count > 1 ? "." : "", digits + 1, point - 1);
}
