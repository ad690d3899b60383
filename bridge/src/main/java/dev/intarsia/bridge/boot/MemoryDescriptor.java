package dev.intarsia.bridge.boot;

import org.jspecify.annotations.Nullable;

/**
 * A shared memory as another process can find it.
 *
 * @param fd a descriptor valid in the reading process; not looked at where there is a name
 * @param name the name below {@code /dev/shm}, or null for an inherited descriptor
 * @param sizeBytes of the whole memory
 * @param lengthBytes that may be used, at most {@code sizeBytes}
 * @param runtime the runtime that made it: {@code node}, {@code deno} or {@code bun}; informative
 * @param kind {@code shared-array-buffer} or {@code external-array-buffer}; informative
 * @param baseAddressMod64 the alignment of the maker's mapping; informative
 */
public record MemoryDescriptor(
    int fd,
    @Nullable String name,
    long sizeBytes,
    long lengthBytes,
    @Nullable String runtime,
    @Nullable String kind,
    @Nullable Integer baseAddressMod64) {

  /** What a process inherits as a file descriptor. */
  public static MemoryDescriptor inherited(int fd, long sizeBytes) {
    return new MemoryDescriptor(fd, null, sizeBytes, sizeBytes, null, null, null);
  }

  /** What a process opens by its name; {@code fd} is the maker's own, and informative. */
  public static MemoryDescriptor named(String name, int fd, long sizeBytes) {
    return new MemoryDescriptor(fd, name, sizeBytes, sizeBytes, null, null, null);
  }
}
