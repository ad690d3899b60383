package dev.intarsia.bridge.memory;

import dev.intarsia.bridge.boot.MemoryDescriptor;
import dev.intarsia.bridge.boot.MemorySlice;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that several processes see at once, knitting's class of the same name. It travels as a payload without being
 * copied: within this process as it is, to another process by its name. One without a name is given one when it is
 * first sent to another process.
 *
 * <p>The creator's {@link #close} unmaps the memory and takes its name away, and so does the end of the creator's
 * process; a receiver's only unmaps it. Sub-buffers share the mapping of the buffer they came from and end with it.
 * Other threads of this process receive the creator's mapping, which their close leaves alone.
 */
public final class ProcessSharedBuffer implements AutoCloseable {
  private static final int WORDS = 8;
  private static final int FD = 0;
  private static final int SIZE = 1;
  private static final int LENGTH = 2;
  private static final int RANGE_INDEX = 3;
  private static final int RANGE_LENGTH = 4;
  private static final int RUNTIME = 5;
  private static final int KIND = 6;
  private static final int ADDRESS = 7;
  private static final int UNKNOWN = 0;
  private static final int NO_ADDRESS = -1;
  private static final int ALIGNMENT_BYTES = 64;
  private static final long MOST_WORD = 0xFFFF_FFFFL;

  private final BufferMapping mapping;
  private final long index;
  private final long lengthBytes;
  /** Whether the mapping is another thread's, who ends it. */
  private final boolean borrowed;

  private ProcessSharedBuffer(BufferMapping mapping, long index, long lengthBytes, boolean borrowed) {
    this.borrowed = borrowed;
    this.mapping = mapping;
    this.index = index;
    this.lengthBytes = lengthBytes;
  }

  /**
   * A buffer without a name, zeroed.
   *
   * @param sizeBytes rounded up to whole cache lines, as knitting does
   */
  public static ProcessSharedBuffer create(long sizeBytes) {
    return made(SharedMemory.linkable(aligned(sizeBytes)));
  }

  /** A buffer with a fresh name that any process of this user can open, zeroed. */
  public static ProcessSharedBuffer createNamed(long sizeBytes) {
    return made(SharedMemory.named(aligned(sizeBytes), SharedMemoryNames.BUFFER));
  }

  /**
   * A buffer with a name of the caller's choosing, zeroed.
   *
   * @throws SharedMemoryException when the name is taken
   */
  public static ProcessSharedBuffer createNamed(String name, long sizeBytes) {
    return made(SharedMemory.create(name, aligned(sizeBytes)));
  }

  /**
   * A buffer that somebody made under a name.
   *
   * @throws SharedMemoryException when there is none, it is another user's, or it is smaller than that
   */
  public static ProcessSharedBuffer open(String name, long sizeBytes) {
    SharedMemory memory = SharedMemory.open(name, aligned(sizeBytes));
    return made(memory);
  }

  /**
   * A buffer that a peer sent as eight words, mapped when it is first read or written. From within this process it is
   * the maker's own mapping, and ends with it.
   *
   * @throws IllegalArgumentException when the words contradict each other, or this process has no such buffer
   */
  public static ProcessSharedBuffer received(int[] words, MemoryPeer peer) {
    if (words.length != WORDS) {
      throw new IllegalArgumentException("a ProcessSharedBuffer has " + WORDS + " words, not " + words.length);
    }
    long length = Integer.toUnsignedLong(words[LENGTH]);
    long size = Integer.toUnsignedLong(words[SIZE]);
    long from = Integer.toUnsignedLong(words[RANGE_INDEX]);
    long bytes = Integer.toUnsignedLong(words[RANGE_LENGTH]);
    if (words[FD] < 0 || size == 0 || length > size || from > length || bytes > length - from) {
      throw new IllegalArgumentException(
          "a ProcessSharedBuffer of " + bytes + " bytes at " + from + " does not lie in " + length + " of " + size);
    }
    BufferMapping mapping = peer.crosses()
        ? BufferMapping.received(new MemoryDescriptor(words[FD], null, size, length, null, null, null), words, peer)
        : BufferMapping.ofThisProcess(words[FD], size);
    return new ProcessSharedBuffer(mapping, from, bytes, !peer.crosses());
  }

  /**
   * A buffer that a peer sent as metadata, mapped when it is first read or written.
   *
   * @throws dev.intarsia.bridge.boot.BootPayloadException when the metadata is no such thing
   * @throws IllegalArgumentException when it has no name
   */
  public static ProcessSharedBuffer received(String json) {
    MemorySlice slice = MemorySlice.parse(json);
    if (slice.descriptor().name() == null) {
      throw new IllegalArgumentException("a ProcessSharedBuffer that crosses as metadata needs a name");
    }
    return new ProcessSharedBuffer(
        BufferMapping.received(slice.descriptor(), null, null), slice.index(), slice.lengthBytes(), false);
  }

  private static ProcessSharedBuffer made(SharedMemory memory) {
    return new ProcessSharedBuffer(BufferMapping.made(memory), 0, memory.sizeBytes(), false);
  }

  private static long aligned(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("a ProcessSharedBuffer needs at least 1 byte, not " + bytes);
    }
    return Math.addExact(bytes, ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
  }

  /**
   * A part of this buffer.
   *
   * @throws IndexOutOfBoundsException when it does not lie within
   */
  public ProcessSharedBuffer subbuffer(long offset, long length) {
    Objects.checkFromIndexSize(offset, length, lengthBytes);
    return new ProcessSharedBuffer(mapping, index + offset, length, borrowed);
  }

  /**
   * The bytes themselves: what is written is seen by every process at once.
   *
   * @throws SharedMemoryException when the memory can't be mapped here
   * @throws IllegalStateException when the buffer is closed
   */
  public MemorySegment segment() {
    return mapping.segment().asSlice(index, lengthBytes);
  }

  public long lengthBytes() {
    return lengthBytes;
  }

  /** The name, or null; one without may be given a name when it is sent to another process. */
  public @Nullable String name() {
    return mapping.name();
  }

  /**
   * Where the buffer lies, for another process; memory without a name is given one.
   *
   * @throws SharedMemoryException when it can't be given one
   */
  public MemorySlice slice() {
    return new MemorySlice(mapping.named(), index, lengthBytes);
  }

  /** {@link #slice} for a peer, which may have sent the buffer itself. */
  public MemorySlice sliceFor(MemoryPeer peer) {
    return new MemorySlice(mapping.isFrom(peer) ? mapping.descriptor() : mapping.named(), index, lengthBytes);
  }

  /**
   * The eight words that mean this buffer to a peer.
   *
   * @return null where the peer needs the name, see {@link #sliceFor}
   * @throws IllegalStateException when the buffer is closed
   */
  public int @Nullable [] wordsFor(MemoryPeer peer) {
    MemoryDescriptor descriptor = mapping.numbered(peer);
    if (descriptor == null || descriptor.sizeBytes() > MOST_WORD) {
      return null;
    }
    int[] words = new int[WORDS];
    words[FD] = descriptor.fd();
    words[SIZE] = (int) descriptor.sizeBytes();
    words[LENGTH] = (int) descriptor.lengthBytes();
    words[RANGE_INDEX] = (int) index;
    words[RANGE_LENGTH] = (int) lengthBytes;
    words[RUNTIME] = UNKNOWN;
    words[KIND] = UNKNOWN;
    words[ADDRESS] = NO_ADDRESS;
    mapping.keepInformation(words, RUNTIME);
    return words;
  }

  /** Takes the name away before {@link #close} does; whoever has mapped the memory keeps it. */
  public void unlink() {
    if (!borrowed) {
      mapping.unlink();
    }
  }

  @Override
  public void close() {
    if (!borrowed) {
      mapping.close();
    }
  }

  /** Takes away the names of all buffers that this process made and has not closed: for a process that ends abruptly. */
  public static void unlinkAll() {
    BufferMapping.unlinkAll();
  }
}
