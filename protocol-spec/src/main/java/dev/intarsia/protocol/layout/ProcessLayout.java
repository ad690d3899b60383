package dev.intarsia.protocol.layout;

import java.util.List;

/**
 * The whole mapping shared with a process worker. Every slice starts on a cache line.
 *
 * <pre>
 *   0        192             448            704              19136           37568
 *   +--------+---------------+--------------+----------------+---------------+-------+---------+--------+
 *   | signals| request lock  | return lock  | request headers| return headers| abort | request | return |
 *   |        | sector        | sector       |                |               | bitmap| payload | payload|
 *   +--------+---------------+--------------+----------------+---------------+-------+---------+--------+
 * </pre>
 *
 * The offsets drawn are those of 192 signal bytes. Without abort signals the bitmap takes no room, so
 * a worker takes every offset from its boot payload and calculates none.
 */
public record ProcessLayout(
    Slice signals,
    Slice requestLockSector,
    Slice returnLockSector,
    Slice requestHeaders,
    Slice returnHeaders,
    Slice abortSignals,
    Slice requestPayload,
    Slice returnPayload,
    long totalBytes) {

  /**
   * @param signalBytes at least {@link SignalLayout#SIGNALS_BYTES}
   * @param abortBytes of {@link AbortLayout#bitmapBytes}, or 0 for none
   * @param payloadBytes capacity of one direction's payload region
   */
  public static ProcessLayout of(int signalBytes, int abortBytes, long payloadBytes) {
    if (signalBytes < SignalLayout.SIGNALS_BYTES) {
      throw new IllegalArgumentException(
          "the signal words need " + SignalLayout.SIGNALS_BYTES + " bytes, not " + signalBytes);
    }
    SliceCursor cursor = new SliceCursor();
    return new ProcessLayout(
        cursor.take("signals", signalBytes),
        cursor.take("requestLockSector", LockLayout.SECTOR_BYTES),
        cursor.take("returnLockSector", LockLayout.SECTOR_BYTES),
        cursor.take("requestHeaders", HeaderLayout.HEADERS_BYTES),
        cursor.take("returnHeaders", HeaderLayout.HEADERS_BYTES),
        cursor.take("abortSignals", abortBytes),
        cursor.take("requestPayload", payloadBytes),
        cursor.take("returnPayload", payloadBytes),
        cursor.totalBytes());
  }

  /** All slices in the order in which they lie. */
  public List<Slice> slices() {
    return List.of(
        signals,
        requestLockSector,
        returnLockSector,
        requestHeaders,
        returnHeaders,
        abortSignals,
        requestPayload,
        returnPayload);
  }
}
