package dev.intarsia.protocol.layout;

/**
 * A part of a mapping.
 *
 * @param name the slice's name in SPEC.md's tables
 * @param index bytes from the start of the mapping
 * @param lengthBytes bytes that carry meaning
 * @param reservedBytes bytes taken, up to the next slice's alignment
 */
public record Slice(String name, long index, long lengthBytes, long reservedBytes) {
  /** The first byte after what is reserved. */
  public long limit() {
    return index + reservedBytes;
  }
}
