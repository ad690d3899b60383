/** Membership and bytes over Apache Pekko Cluster. */
@NullMarked
package dev.intarsia.cluster.pekko;

import org.jspecify.annotations.NullMarked;
