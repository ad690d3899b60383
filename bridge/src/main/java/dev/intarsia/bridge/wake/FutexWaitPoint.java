package dev.intarsia.bridge.wake;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Waits on a word of shared memory, across processes; a wake adds 1 to it. */
public final class FutexWaitPoint implements WaitPoint {
  private static final VarHandle INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

  private final MemorySegment word;

  /**
   * @param word four aligned bytes of native memory
   */
  public FutexWaitPoint(MemorySegment word) {
    this.word = word;
  }

  @Override
  public int ticket() {
    return (int) INT.getVolatile(word, 0L);
  }

  @Override
  public void await(int ticket, long timeoutNs) {
    Futex.await(word, ticket, timeoutNs);
  }

  @Override
  public void wake() {
    int ignored = (int) INT.getAndAdd(word, 0L, 1);
    Futex.wake(word, 1);
  }
}
