package dev.intarsia.conformance.architecture.planted.hidden;

/** A type of a package that the planted module does not export. */
public interface Hidden {}
