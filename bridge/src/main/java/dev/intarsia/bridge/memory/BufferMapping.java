package dev.intarsia.bridge.memory;

import dev.intarsia.bridge.boot.MemoryDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a ProcessSharedBuffer and its sub-buffers. What this process made is mapped at once and known by its
 * file descriptor to the other threads; what came from elsewhere is mapped when it is first used.
 */
final class BufferMapping {
  /** What this process made and has not closed, by file descriptor: no other number is taken for a buffer. */
  private static final ConcurrentMap<Integer, BufferMapping> OWN = new ConcurrentHashMap<>();

  /** Unmaps what was received and is not referred to any more; what was made waits for its close. */
  private static final Cleaner CLEANER = Cleaner.create();

  /** Made with the first buffer: takes the names away that are left when the process ends. */
  private static final class AtExit {
    static final Thread HOOK = new Thread(BufferMapping::unlinkAll, "intarsia buffers");

    static {
      Runtime.getRuntime().addShutdownHook(HOOK);
    }
  }

  private final MemoryDescriptor descriptor;
  private final int @Nullable [] words;
  /** Whose number the descriptor is; null for memory with a name. */
  private final @Nullable MemoryPeer peer;

  private @Nullable SharedMemory memory;
  private boolean closed;

  private BufferMapping(
      MemoryDescriptor descriptor, int @Nullable [] words, @Nullable MemoryPeer peer, @Nullable SharedMemory memory) {
    this.descriptor = descriptor;
    this.words = words;
    this.peer = peer;
    this.memory = memory;
  }

  static BufferMapping made(SharedMemory memory) {
    String name = memory.name();
    MemoryDescriptor descriptor = name == null
        ? MemoryDescriptor.inherited(memory.fd(), memory.sizeBytes())
        : MemoryDescriptor.named(name, memory.fd(), memory.sizeBytes());
    BufferMapping made = new BufferMapping(descriptor, null, MemoryPeer.SAME_PROCESS, memory);
    AtExit.HOOK.isAlive();
    OWN.put(memory.fd(), made);
    return made;
  }

  static BufferMapping received(MemoryDescriptor descriptor, int @Nullable [] words, @Nullable MemoryPeer peer) {
    return new BufferMapping(descriptor, words, peer, null);
  }

  /**
   * The buffer that another thread of this process made.
   *
   * @throws IllegalArgumentException when there is none
   */
  static BufferMapping ofThisProcess(int fd, long sizeBytes) {
    BufferMapping made = OWN.get(fd);
    if (made == null || made.descriptor.sizeBytes() != sizeBytes) {
      throw new IllegalArgumentException(
          "file descriptor " + fd + " is no ProcessSharedBuffer of " + sizeBytes + " bytes in this process");
    }
    return made;
  }

  MemoryDescriptor descriptor() {
    return descriptor;
  }

  @Nullable String name() {
    SharedMemory mapped = memoryNow();
    return mapped == null ? descriptor.name() : mapped.name();
  }

  private synchronized @Nullable SharedMemory memoryNow() {
    return memory;
  }

  boolean isFrom(MemoryPeer other) {
    return peer == other && other.crosses();
  }

  /** The descriptor by a number that the peer understands, or null where only a name will do. */
  synchronized @Nullable MemoryDescriptor numbered(MemoryPeer reader) {
    requireOpen();
    if (isFrom(reader)) {
      return descriptor.name() == null ? descriptor : null;
    }
    if (reader.crosses() || peer == null) {
      return null;
    }
    SharedMemory mapped = mapped();
    OWN.putIfAbsent(mapped.fd(), this);
    return MemoryDescriptor.inherited(mapped.fd(), mapped.sizeBytes());
  }

  /** Puts back what a peer said of its own memory, for the peer itself. */
  void keepInformation(int[] to, int from) {
    if (words != null && words[0] == to[0]) {
      System.arraycopy(words, from, to, from, words.length - from);
    }
  }

  /** The descriptor with the name, which memory of this process is given now if need be. */
  synchronized MemoryDescriptor named() {
    requireOpen();
    if (descriptor.name() != null) {
      return descriptor;
    }
    if (peer != MemoryPeer.SAME_PROCESS) {
      throw new SharedMemoryException("a ProcessSharedBuffer without a name that " + peer
          + " made can't be sent to another process: create it with a name");
    }
    SharedMemory mapped = mapped();
    return MemoryDescriptor.named(mapped.link(SharedMemoryNames.BUFFER), mapped.fd(), mapped.sizeBytes());
  }

  synchronized MemorySegment segment() {
    requireOpen();
    return mapped().segment();
  }

  private SharedMemory mapped() {
    SharedMemory mapped = memory;
    if (mapped == null) {
      String name = descriptor.name();
      SharedMemory opened = name == null && peer != null
          ? SharedMemory.openReceived(peer, descriptor.fd(), descriptor.sizeBytes())
          : SharedMemory.openReceived(String.valueOf(name), descriptor.sizeBytes());
      CLEANER.register(this, opened::close);
      memory = opened;
      return opened;
    }
    return mapped;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the ProcessSharedBuffer is closed");
    }
  }

  synchronized void close() {
    closed = true;
    if (memory != null) {
      OWN.remove(memory.fd(), this);
      memory.close();
    }
  }

  synchronized void unlink() {
    if (memory != null) {
      memory.unlink();
    }
  }

  static void unlinkAll() {
    OWN.values().forEach(BufferMapping::unlink);
  }
}
