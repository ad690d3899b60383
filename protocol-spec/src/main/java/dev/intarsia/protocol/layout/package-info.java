/** Where every word of the shared mapping lies. Offsets are bytes unless a name says otherwise. */
@NullMarked
package dev.intarsia.protocol.layout;

import org.jspecify.annotations.NullMarked;
