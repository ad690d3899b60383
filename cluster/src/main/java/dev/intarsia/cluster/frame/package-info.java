/** What nodes say to each other: frames, their bounds, and payloads on their way. */
@NullMarked
package dev.intarsia.cluster.frame;

import org.jspecify.annotations.NullMarked;
