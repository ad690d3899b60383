package dev.intarsia.js.payload;

import dev.intarsia.bridge.wake.Futex;
import dev.intarsia.js.realm.JsRealm;
import dev.intarsia.js.realm.SharedWaits.Outcome;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.graalvm.polyglot.Value;

/**
 * {@code Atomics.wait}, {@code waitAsync} and {@code notify} on mapped memory, between threads and processes of this library. An
 * element of eight bytes is waited for at its low half: a change of the high half alone, with a notification right between
 * the look at it and the wait, is missed.
 */
final class AtomicWaits {
  private static final VarHandle INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  private static final VarHandle LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  private static final double NS_PER_MS = 1e6;

  private final JsRealm realm;

  AtomicWaits(JsRealm realm) {
    this.realm = realm;
  }

  /**
   * Blocks.
   *
   * @param bytes size of the element: 4 or 8
   * @param value the value expected: a number, or decimal text for 8 bytes
   * @return the outcome's name in JS
   */
  String await(MemorySegment memory, int bytes, long offset, Value value, double ms) {
    long expected = expected(bytes, value);
    return differs(memory, bytes, offset, expected)
        ? Outcome.NOT_EQUAL.text()
        : ended(realm.waits().await(word(memory, offset), (int) expected, ns(ms)));
  }

  /** Blocks until the time is over. */
  String sleep(double ms) {
    return ended(realm.waits().sleep(ns(ms)));
  }

  /** The name of an outcome that is known at once, or a promise of one. */
  Object awaitAsync(MemorySegment memory, int bytes, long offset, Value value, double ms) {
    long expected = expected(bytes, value);
    MemorySegment word = word(memory, offset);
    if (differs(memory, bytes, offset, expected)) {
      return Outcome.NOT_EQUAL.text();
    }
    if (ms <= 0) {
      return Outcome.TIMED_OUT.text();
    }
    JsRealm.Deferred deferred = realm.deferred();
    realm
        .waits()
        .awaitAsync(
            word,
            (int) expected,
            ns(ms),
            outcome -> realm
                .loop()
                .post(() -> deferred.resolve((outcome == Outcome.TIMED_OUT ? outcome : Outcome.OK).text())));
    return deferred.promise();
  }

  /**
   * Wakes waiters.
   *
   * @return how many
   */
  static int wake(MemorySegment memory, long offset, double count) {
    int most = (int) Math.min(count, Integer.MAX_VALUE);
    return most == 0 ? 0 : Futex.wake(word(memory, offset), most);
  }

  private String ended(Outcome outcome) {
    if (outcome == Outcome.STOPPED) {
      // The interrupt that follows can't be caught.
      throw realm.error("Error", "Atomics.wait was ended: the worker is being stopped", "ERR_WAIT_STOPPED");
    }
    return outcome.text();
  }

  private static long expected(int bytes, Value value) {
    return bytes == Long.BYTES ? Long.parseLong(value.asString()) : value.asInt();
  }

  private static boolean differs(MemorySegment memory, int bytes, long offset, long expected) {
    return bytes == Long.BYTES
        ? (long) LONG.getVolatile(memory, offset) != expected
        : (int) INT.getVolatile(memory, offset) != (int) expected;
  }

  private static MemorySegment word(MemorySegment memory, long offset) {
    MemorySegment word = memory.asSlice(offset, Integer.BYTES);
    if (word.address() % Integer.BYTES != 0) {
      throw new IllegalArgumentException("Atomics.wait needs a shared buffer that begins at a multiple of 4 bytes");
    }
    return word;
  }

  private static long ns(double ms) {
    double ns = ms * NS_PER_MS;
    return ns >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) ns;
  }
}
