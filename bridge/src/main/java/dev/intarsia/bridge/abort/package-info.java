/** The bitmap that tells running tasks that their caller has given up. */
@NullMarked
package dev.intarsia.bridge.abort;

import org.jspecify.annotations.NullMarked;
