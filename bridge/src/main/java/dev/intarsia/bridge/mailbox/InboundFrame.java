package dev.intarsia.bridge.mailbox;

import dev.intarsia.bridge.payload.PayloadFactory;

/** One drained frame. Its header was read once, so what these methods return does not change under the reader. */
public interface InboundFrame {
  /** Word 0, whole: function id and metadata of a request, flags of a reply. */
  int word0();

  /** The low 16 bits of word 0. */
  int functionId();

  /** The high 16 bits of word 0. */
  int functionMeta();

  /** Whether a reply is a rejection: any flag is set. */
  boolean rejected();

  int taskId();

  /** The high 27 bits of word 6, which a reply echoes. */
  int slotMeta();

  /** The payload tag, unchecked. */
  int tag();

  /**
   * Decodes the payload and frees its region. Called at most once per frame.
   *
   * @throws dev.intarsia.bridge.payload.PayloadException when the peer wrote something that is no payload
   */
  <V> V decode(PayloadFactory<V> factory);

  /**
   * Frees the frame's slot now rather than when its handler returns, where the drainer was made for that. After {@link
   * #decode}; nothing of the frame may be looked at afterwards but what its getters say.
   */
  default void acknowledge() {}
}
