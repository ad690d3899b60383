/** Who is in the cluster, and bytes between its members. */
@NullMarked
package dev.intarsia.cluster.transport;

import org.jspecify.annotations.NullMarked;
