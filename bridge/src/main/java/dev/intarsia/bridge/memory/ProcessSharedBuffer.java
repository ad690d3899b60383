package dev.intarsia.bridge.memory;

import dev.intarsia.bridge.boot.MemoryDescriptor;
import dev.intarsia.bridge.boot.MemorySlice;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that several processes see at once, knitting's class of the same name. It travels as a payload without being
 * copied: one with a name to any process of the same user, one without to whoever has its file descriptor, which is
 * this process's own threads and what inherited it.
 *
 * <p>The creator's {@link #close} unmaps the memory and takes its name away; a receiver's only unmaps it. Sub-buffers
 * share the mapping of the buffer they came from and end with it.
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

  /** The mapping, made when it is first asked for and shared by sub-buffers. */
  private static final class Mapping {
    private final MemoryDescriptor descriptor;
    private @Nullable SharedMemory memory;
    private boolean closed;

    Mapping(MemoryDescriptor descriptor, @Nullable SharedMemory memory) {
      this.descriptor = descriptor;
      this.memory = memory;
    }

    synchronized MemorySegment segment() {
      if (closed) {
        throw new IllegalStateException("the ProcessSharedBuffer is closed");
      }
      SharedMemory mapped = memory;
      if (mapped == null) {
        String name = descriptor.name();
        mapped =
            name == null
                ? SharedMemory.inherit(descriptor.fd(), descriptor.sizeBytes())
                : SharedMemory.open(name, descriptor.sizeBytes());
        memory = mapped;
      }
      return mapped.segment();
    }

    synchronized void close() {
      closed = true;
      if (memory != null) {
        memory.close();
      }
    }

    synchronized void unlink() {
      if (memory != null) {
        memory.unlink();
      }
    }
  }

  private final Mapping mapping;
  private final long index;
  private final long lengthBytes;

  private ProcessSharedBuffer(Mapping mapping, long index, long lengthBytes) {
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
    return made(SharedMemory.anonymous(aligned(sizeBytes)));
  }

  /** A buffer with a fresh name that any process of this user can open, zeroed. */
  public static ProcessSharedBuffer createNamed(long sizeBytes) {
    return made(SharedMemory.named(aligned(sizeBytes), "psb"));
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
   * A buffer from its metadata, mapped when it is first read or written.
   *
   * @throws dev.intarsia.bridge.boot.BootPayloadException when the metadata is no such thing
   */
  public static ProcessSharedBuffer parse(String json) {
    return of(MemorySlice.parse(json));
  }

  /**
   * A buffer from the eight words of its payload, mapped when it is first read or written.
   *
   * @throws IllegalArgumentException when the words contradict each other
   */
  public static ProcessSharedBuffer ofWords(int[] words) {
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
    return of(
        new MemorySlice(new MemoryDescriptor(words[FD], null, size, length, null, null, null), from, bytes));
  }

  private static ProcessSharedBuffer of(MemorySlice slice) {
    return new ProcessSharedBuffer(new Mapping(slice.descriptor(), null), slice.index(), slice.lengthBytes());
  }

  private static ProcessSharedBuffer made(SharedMemory memory) {
    String name = memory.name();
    MemoryDescriptor descriptor =
        name == null
            ? MemoryDescriptor.inherited(memory.fd(), memory.sizeBytes())
            : MemoryDescriptor.named(name, memory.fd(), memory.sizeBytes());
    return new ProcessSharedBuffer(new Mapping(descriptor, memory), 0, memory.sizeBytes());
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
    return new ProcessSharedBuffer(mapping, index + offset, length);
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

  /** The name, or null. */
  public @Nullable String name() {
    return mapping.descriptor.name();
  }

  /** Where the buffer lies. */
  public MemorySlice slice() {
    return new MemorySlice(mapping.descriptor, index, lengthBytes);
  }

  /** Whether the eight words can carry it: it has no name, and its numbers fit. */
  public boolean hasWords() {
    return name() == null && mapping.descriptor.sizeBytes() <= 0xFFFF_FFFFL;
  }

  /** The eight words of its payload. */
  public int[] words() {
    MemoryDescriptor descriptor = mapping.descriptor;
    int[] words = new int[WORDS];
    words[FD] = descriptor.fd();
    words[SIZE] = (int) descriptor.sizeBytes();
    words[LENGTH] = (int) descriptor.lengthBytes();
    words[RANGE_INDEX] = (int) index;
    words[RANGE_LENGTH] = (int) lengthBytes;
    words[RUNTIME] = UNKNOWN;
    words[KIND] = UNKNOWN;
    words[ADDRESS] = NO_ADDRESS;
    return words;
  }

  /** Takes the name away before {@link #close} does; whoever has mapped the memory keeps it. */
  public void unlink() {
    mapping.unlink();
  }

  @Override
  public void close() {
    mapping.close();
  }
}
