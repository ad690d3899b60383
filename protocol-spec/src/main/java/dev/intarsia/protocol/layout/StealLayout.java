package dev.intarsia.protocol.layout;

/**
 * The control words of work stealing, in the free half of the header slots' task lines. Consumer
 * {@code c} owns the words in slot {@code c}; the live mask is in slot 0 and belongs to the publisher.
 *
 * <pre>
 *   byte of a slot  544     548     552           556              560
 *                   +-------+-------+-------------+----------------+
 *                   | ACK   | WANT  | payload ACK | live (slot 0)  |
 *                   +-------+-------+-------------+----------------+
 * </pre>
 */
public final class StealLayout {
  public static final int ACK_OFFSET = HeaderLayout.TASK_LINE_OFFSET + HeaderLayout.WORDS * Integer.BYTES;
  public static final int WANT_OFFSET = ACK_OFFSET + Integer.BYTES;
  /** Kept for a version that gave every consumer a word of its own to free payload regions with. */
  public static final int PAYLOAD_ACK_OFFSET = WANT_OFFSET + Integer.BYTES;

  public static final int LIVE_OFFSET = PAYLOAD_ACK_OFFSET + Integer.BYTES;
  /** Lanes of one claim, where nothing else is asked for. */
  public static final int DEFAULT_REGION_LANES = 8;

  private StealLayout() {}
}
