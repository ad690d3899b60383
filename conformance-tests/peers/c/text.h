/* Growable bytes and JSON. Text is UTF-8; a lone surrogate is kept as its three bytes (ED A0..BF xx) until it is written. */
#ifndef TEXT_H
#define TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct { uint8_t *at; size_t length, capacity; } Bytes;

void bytes_add(Bytes *to, const void *from, size_t length);
void bytes_text(Bytes *to, const char *text);
void bytes_hex(Bytes *to, const uint8_t *from, size_t length);
void bytes_free(Bytes *bytes);
Bytes bytes_copy(const void *from, size_t length);
bool bytes_unhex(Bytes *to, const char *hex, size_t digits);

/* UTF-16 code units of text that may hold lone surrogates. */
size_t text_units(const Bytes *text);
/* The text with U+FFFD for bytes that are not UTF-8, as TextDecoder does (PAY-009). With `surrogates` the input is text of
 * this program, in which a lone surrogate takes three bytes: one U+FFFD stands for it (PAY-008). */
Bytes text_well_formed(const uint8_t *from, size_t length, bool surrogates);
void text_unit(Bytes *to, uint32_t code_point);

typedef enum { J_NULL, J_BOOL, J_NUMBER, J_STRING, J_ARRAY, J_OBJECT } JsonKind;
typedef struct Json {
  JsonKind kind;
  bool flag;
  double number;
  Bytes text;             /* a string's text */
  Bytes name;             /* of a member, in its parent */
  struct Json **items;
  size_t count, capacity;
} Json;

Json *json_new(JsonKind kind);
Json *json_string(const char *text);
Json *json_number(double number);
/* NULL where the text is no JSON or deeper than 512 levels (SEC-003). */
Json *json_parse(const uint8_t *text, size_t length);
Json *json_copy(const Json *json);
void json_free(Json *json);
/* As JSON.stringify does without indentation (PAY-017). */
void json_write(Bytes *to, const Json *json);
void json_quote(Bytes *to, const Bytes *text);
void json_add(Json *array, Json *item);
/* Replaces a member of the same name; integer-like names go first, ascending, as ECMAScript orders them. */
void json_put(Json *object, const char *name, Json *value);
Json *json_get(const Json *object, const char *name);
/* ECMAScript's Number::toString; at least 32 bytes of room. */
void number_text(char *to, double number);

const char *json_text(const Json *object, const char *name, const char *otherwise);
double json_double(const Json *object, const char *name, double otherwise);
#endif
