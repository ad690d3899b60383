package dev.intarsia.protocol.layout;

/** Hands out slices one after another, each on its own cache line. */
final class SliceCursor {
  private long index;

  Slice take(String name, long lengthBytes) {
    if (lengthBytes < 0) {
      throw new IllegalArgumentException(name + " can't have a length of " + lengthBytes + " bytes");
    }
    Slice slice = new Slice(name, index, lengthBytes, align(lengthBytes));
    index = Math.addExact(index, slice.reservedBytes());
    return slice;
  }

  long totalBytes() {
    return index;
  }

  private static long align(long bytes) {
    return Math.addExact(bytes, LockLayout.CACHE_LINE_BYTES - 1) & -LockLayout.CACHE_LINE_BYTES;
  }
}
