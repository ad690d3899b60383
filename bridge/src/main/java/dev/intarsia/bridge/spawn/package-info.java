/** Child processes with the descriptors that their parent gives them. */
@NullMarked
package dev.intarsia.bridge.spawn;

import org.jspecify.annotations.NullMarked;
