package dev.intarsia.cli.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** No pool at all: bytes copied into memory outside the heap and out of it into a new array, once. */
final class CopySubject implements BenchSubject {
  private static final int AREAS = 64;

  @Override
  public String runtime() {
    return "jdk";
  }

  @Override
  public String kind() {
    return "plain-copy";
  }

  @Override
  public boolean runs(BenchShape shape) {
    return shape.payload() instanceof byte[];
  }

  @Override
  public Session open(int workers, boolean big) {
    Arena arena = Arena.ofShared();
    return new CopySession(arena, arena.allocate(big ? (long) AREAS << 20 : (long) AREAS << 10, 64));
  }

  private static final class CopySession implements Session {
    private final Arena arena;
    private final MemorySegment area;
    private long offset;

    private CopySession(Arena arena, MemorySegment area) {
      this.arena = arena;
      this.area = area;
    }

    @Override
    public Future<? extends @Nullable Object> echo(@Nullable Object value) {
      if (!(value instanceof byte[] bytes)) {
        throw new IllegalArgumentException("only bytes are copied");
      }
      if (offset + bytes.length > area.byteSize()) {
        offset = 0;
      }
      MemorySegment.copy(bytes, 0, area, ValueLayout.JAVA_BYTE, offset, bytes.length);
      byte[] copy = new byte[bytes.length];
      MemorySegment.copy(area, ValueLayout.JAVA_BYTE, offset, copy, 0, copy.length);
      offset += bytes.length;
      return CompletableFuture.completedFuture(copy);
    }

    @Override
    public Future<? extends @Nullable Object> primes(int first, int last) {
      throw new UnsupportedOperationException("nothing but copies");
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
