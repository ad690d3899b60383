/** Pools whose calls run on other nodes: what a node serves, and remote workers as a part of a pool. */
@NullMarked
package dev.intarsia.cluster;

import org.jspecify.annotations.NullMarked;
