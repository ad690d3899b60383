package dev.intarsia.bridge.abort;

import dev.intarsia.bridge.memory.SharedWords;
import java.lang.foreign.MemorySegment;

/**
 * The bitmap of abort signals: one bit a call that its caller may abort. The host gives a call a signal
 * and sets its bit to abort it; the worker polls the bit. Which signals are given out is the host's own
 * knowledge and never crosses.
 *
 * <p>{@link #acquire} and {@link #release} belong to the lane's host side, one thread at a time.
 * {@link #abort} and {@link #isAborted} may be called by any thread.
 */
public final class AbortSignals {
  private static final int SIGNALS_PER_WORD = Integer.SIZE;

  private final MemorySegment words;
  private final int capacity;
  private final int[] given;
  private int givenCount;
  /** The word to look at first for a free signal. */
  private int cursor;

  /**
   * @param words the bitmap: 32-bit words
   * @param capacity signals to use of it; 0 or less for all that fit
   */
  public AbortSignals(MemorySegment words, int capacity) {
    int wordCount = (int) (words.byteSize() / Integer.BYTES);
    int fitting = wordCount * SIGNALS_PER_WORD;
    this.words = words;
    this.capacity = capacity <= 0 ? fitting : Math.min(capacity, fitting);
    this.given = new int[wordCount];
  }

  public int capacity() {
    return capacity;
  }

  /** The number that stands for no signal left; a call that carries it counts as aborted. */
  public int exhausted() {
    return capacity + 1;
  }

  /** Signals given out. */
  public int inUse() {
    return givenCount;
  }

  /**
   * Gives out a signal that is not aborted.
   *
   * @return {@link #exhausted} when none is left
   */
  public int acquire() {
    for (int step = 0; step < given.length && givenCount < capacity; step++) {
      int word = (cursor + step) % given.length;
      int free = ~given[word] & usable(word);
      if (free != 0) {
        int bit = Integer.lowestOneBit(free);
        given[word] |= bit;
        givenCount++;
        cursor = (word + 1) % given.length;
        SharedWords.getAndAnd(words, offset(word), ~bit);
        return word * SIGNALS_PER_WORD + Integer.numberOfTrailingZeros(bit);
      }
    }
    return exhausted();
  }

  /**
   * Takes a signal back, aborted or not.
   *
   * @return false when it was not given out
   */
  public boolean release(int signal) {
    if (!isSignal(signal)) {
      return false;
    }
    int word = signal / SIGNALS_PER_WORD;
    int bit = 1 << signal;
    if ((given[word] & bit) == 0) {
      return false;
    }
    given[word] &= ~bit;
    givenCount--;
    cursor = word;
    SharedWords.getAndAnd(words, offset(word), ~bit);
    return true;
  }

  /**
   * Aborts the call that has a signal.
   *
   * @return whether there is such a signal
   */
  public boolean abort(int signal) {
    if (!isSignal(signal)) {
      return false;
    }
    SharedWords.getAndOr(words, offset(signal / SIGNALS_PER_WORD), 1 << signal);
    return true;
  }

  /** Aborts every call that has a signal. Called by the thread that gives them out. */
  public void abortAll() {
    for (int word = 0; word < given.length; word++) {
      SharedWords.setVolatile(words, offset(word), given[word]);
    }
  }

  /** Whether a call was aborted. A number that is no signal was not; {@link #exhausted} was. */
  public boolean isAborted(int signal) {
    if (!isSignal(signal)) {
      return signal == exhausted();
    }
    return (SharedWords.getAcquire(words, offset(signal / SIGNALS_PER_WORD)) & (1 << signal)) != 0;
  }

  private boolean isSignal(int signal) {
    return signal >= 0 && signal < capacity;
  }

  private int usable(int word) {
    int remaining = capacity - word * SIGNALS_PER_WORD;
    if (remaining <= 0) {
      return 0;
    }
    return remaining >= SIGNALS_PER_WORD ? -1 : (1 << remaining) - 1;
  }

  private static long offset(int word) {
    return (long) word * Integer.BYTES;
  }
}
