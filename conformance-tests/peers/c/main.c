/* The C peer: an implementation of the mailbox protocol written from SPEC.md, as codec subject, worker or host. */
#include "peer.h"
#include <stdio.h>
#include <string.h>

int main(int count, char **arguments) {
  const char *role = count > 1 ? arguments[1] : "";
  if (strcmp(role, "subject") == 0) return subject();
  if (strcmp(role, "host") == 0) return host(count - 2, arguments + 2);
  if (strcmp(role, "worker") == 0) return worker();
  fprintf(stderr, "usage: peer subject | worker | host [--named] [--calls N] [--in-flight N] [--module FILE] [-- COMMAND...]\n");
  return 2;
}
