/** Forms that options of several commands share. */
@org.jspecify.annotations.NullMarked
package dev.intarsia.cli.option;
