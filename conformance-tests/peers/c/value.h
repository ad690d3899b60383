/* Values that cross, and the notation of the subject protocol for them. */
#ifndef VALUE_H
#define VALUE_H
#include "text.h"

typedef enum {
  V_UNDEFINED, V_NULL, V_BOOL, V_NUMBER, V_BIGINT, V_STRING, V_SYMBOL, V_BYTES, V_DATE, V_JSON, V_ERROR, V_ENVELOPE,
  V_EXTERNAL, V_PROCESS_SHARED_BUFFER, V_REFUSED
} ValueKind;

typedef struct {
  ValueKind kind;
  bool flag;            /* a boolean; a bigint's sign; an envelope's header is JSON, else a string; a symbol is local */
  bool external;        /* an envelope's body is an external payload */
  int tag;              /* of V_BYTES: the dynamic tag, which says the kind */
  double number;        /* a number, or a date's time value */
  Bytes bytes;          /* bytes, text, a bigint's magnitude (least significant first), an envelope's header */
  Bytes body;           /* an envelope's body */
  Json *json;           /* of V_JSON, V_EXTERNAL, and V_ERROR: name, message, stack, cause */
  char refused[240];    /* of V_REFUSED: the message of LIM-005 */
} Value;

void value_free(Value *value);
/* Kinds of bytes by their dynamic or inline tag, -1 for none; by name, the dynamic tag or 0. */
int bytes_kind(uint32_t tag);
int bytes_tag(const char *name);
const char *bytes_name(int kind);
const char *bytes_label(int kind);
int bytes_inline_tag(int kind);
int bytes_dynamic_tag(int kind);
uint32_t bytes_element(int kind);

Value value_of(ValueKind kind);
Value value_text(ValueKind kind, const char *text);
Value value_error(const char *name, const char *message);
Value value_refused(const char *code, const char *detail);
void bigint_parse(Value *to, const char *decimal);
void bigint_write(Bytes *to, const Value *value);
/* A value of the subject protocol's notation, or V_REFUSED where it cannot be sent. False: not supported. */
bool value_parse(const Json *notation, Value *to);
void value_write(Bytes *to, const Value *value);
void double_hex(Bytes *to, double number);
#endif
