package dev.intarsia.protocol.layout;

/**
 * The control block of a thread worker; its payload regions are memory of their own.
 *
 * <p>Split, the request headers lie before the return headers. Interleaved, request and return slots
 * alternate: each direction's headers then span all but the last slot of the other.
 *
 * @param headerSlotStrideBytes from one slot of a direction to its next
 */
public record ThreadLayout(
    Slice signals,
    Slice requestLockSector,
    Slice returnLockSector,
    Slice requestHeaders,
    Slice returnHeaders,
    Slice abortSignals,
    int headerSlotStrideBytes,
    long totalBytes) {

  /** Request headers, then return headers. */
  public static ThreadLayout split(int signalBytes, int abortBytes) {
    SliceCursor cursor = new SliceCursor();
    return new ThreadLayout(
        cursor.take("signals", signalBytes),
        cursor.take("requestLockSector", LockLayout.SECTOR_BYTES),
        cursor.take("returnLockSector", LockLayout.SECTOR_BYTES),
        cursor.take("requestHeaders", HeaderLayout.HEADERS_BYTES),
        cursor.take("returnHeaders", HeaderLayout.HEADERS_BYTES),
        cursor.take("abortSignals", abortBytes),
        HeaderLayout.SLOT_STRIDE_BYTES,
        cursor.totalBytes());
  }

  /** A request slot, a return slot, a request slot and so on. */
  public static ThreadLayout interleaved(int signalBytes, int abortBytes) {
    SliceCursor cursor = new SliceCursor();
    Slice signals = cursor.take("signals", signalBytes);
    Slice requestLock = cursor.take("requestLockSector", LockLayout.SECTOR_BYTES);
    Slice returnLock = cursor.take("returnLockSector", LockLayout.SECTOR_BYTES);
    long first =
        cursor.take("interleavedHeaders", 2L * HeaderLayout.HEADERS_BYTES).index();
    int stride = 2 * HeaderLayout.SLOT_STRIDE_BYTES;
    long span = (LockLayout.SLOTS - 1L) * stride + HeaderLayout.SLOT_STRIDE_BYTES;
    return new ThreadLayout(
        signals,
        requestLock,
        returnLock,
        new Slice("requestHeaders", first, span, span),
        new Slice("returnHeaders", first + HeaderLayout.SLOT_STRIDE_BYTES, span, span),
        cursor.take("abortSignals", abortBytes),
        stride,
        cursor.totalBytes());
  }
}
