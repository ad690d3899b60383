/** The documentation as a site of plain files. */
@NullMarked
package dev.intarsia.build.site;

import org.jspecify.annotations.NullMarked;
