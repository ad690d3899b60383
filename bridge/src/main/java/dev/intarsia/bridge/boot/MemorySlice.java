package dev.intarsia.bridge.boot;

/**
 * A range of a shared memory.
 *
 * @param index bytes from the memory's start
 * @param lengthBytes within the memory's length
 */
public record MemorySlice(MemoryDescriptor descriptor, long index, long lengthBytes) {
  /**
   * Reads a slice from its metadata, as knitting's ProcessSharedBuffer writes it.
   *
   * @throws BootPayloadException naming the field that is missing or wrong
   */
  public static MemorySlice parse(String json) {
    return BootPayloadReader.readSlice(json);
  }

  /** The slice's metadata as JSON. */
  public String toJson() {
    return BootPayloadWriter.writeSlice(this);
  }
}
