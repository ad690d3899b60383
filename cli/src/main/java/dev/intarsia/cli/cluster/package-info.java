/** Commands of a cluster: a node that serves, calls that go to nodes, and what the members say. */
@NullMarked
package dev.intarsia.cli.cluster;

import org.jspecify.annotations.NullMarked;
