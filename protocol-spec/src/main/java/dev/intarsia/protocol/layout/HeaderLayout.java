package dev.intarsia.protocol.layout;

/**
 * One header slot: 512 bytes of inline payload, then the task line with eight 32-bit words.
 *
 * <pre>
 *   byte    0                                 512        544          576
 *           +---------------------------------+----------+------------+
 *           | inline payload                  | words 0-7| steal words|
 *           +---------------------------------+----------+------------+
 *             word 0  request: function id (low 16), metadata (high 16); reply: flags, bit 0 = reject
 *             word 1  task id
 *             word 2  payload tag
 *             word 3  start: payload offset in the region, or the low half of a 64-bit immediate
 *             word 4  end: body length of an envelope, or the high half of a 64-bit immediate
 *             word 5  payload length in bytes
 *             word 6  region slot (low 5), metadata (high 27)
 *             word 7  written as 0, never read
 * </pre>
 */
public final class HeaderLayout {
  public static final int INLINE_CAPACITY_BYTES = 512;
  public static final int TASK_LINE_OFFSET = INLINE_CAPACITY_BYTES;
  public static final int TASK_LINE_BYTES = LockLayout.CACHE_LINE_BYTES;
  public static final int SLOT_STRIDE_BYTES = TASK_LINE_OFFSET + TASK_LINE_BYTES;
  public static final int HEADERS_BYTES = SLOT_STRIDE_BYTES * LockLayout.SLOTS;

  public static final int FUNCTION_OFFSET = TASK_LINE_OFFSET;
  public static final int FLAGS_OFFSET = FUNCTION_OFFSET;
  public static final int TASK_ID_OFFSET = FUNCTION_OFFSET + Integer.BYTES;
  public static final int TAG_OFFSET = TASK_ID_OFFSET + Integer.BYTES;
  public static final int START_OFFSET = TAG_OFFSET + Integer.BYTES;
  public static final int END_OFFSET = START_OFFSET + Integer.BYTES;
  public static final int PAYLOAD_LENGTH_OFFSET = END_OFFSET + Integer.BYTES;
  public static final int REGION_OFFSET = PAYLOAD_LENGTH_OFFSET + Integer.BYTES;
  public static final int RESERVED_OFFSET = REGION_OFFSET + Integer.BYTES;
  public static final int WORDS = 8;

  public static final int FUNCTION_ID_MASK = 0xFFFF;
  public static final int FUNCTION_META_SHIFT = 16;
  public static final int REGION_SLOT_MASK = LockLayout.SLOTS - 1;
  public static final int REGION_META_SHIFT = 5;
  public static final int REJECT_FLAG = 1;

  private HeaderLayout() {}
}
