/* The peer's three roles, and its list of deliberate faults. */
#ifndef PEER_H
#define PEER_H
#include "lane.h"

int subject(void);
int worker(void);
int host(int count, char **arguments);
#endif
