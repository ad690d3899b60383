package dev.intarsia.conformance.live;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.conformance.live.LaneDriver.Outcome;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Many calls of all kinds at once, each reply checked: none wrong, lost or crossed. The same seed gives the same calls.
 */
final class MixedCalls {
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(20);
  private static final BinaryKind[] KINDS = {
    BinaryKind.UINT8_ARRAY,
    BinaryKind.ARRAY_BUFFER,
    BinaryKind.DATA_VIEW,
    BinaryKind.INT32_ARRAY,
    BinaryKind.FLOAT64_ARRAY,
    BinaryKind.BIGINT64_ARRAY,
    BinaryKind.BIGUINT64_ARRAY
  };
  private static final int SMALL_BYTES = 64;
  private static final int MIDDLE_BYTES = 2_000;

  private final LaneDriver driver;
  private final ToIntFunction<String> functionId;
  private final SplittableRandom random;
  private final int maxBytes;
  private final Map<Integer, Expected> expected = new HashMap<>();

  private record Expected(Outcome outcome, boolean messageOnly) {}

  MixedCalls(LaneDriver driver, ToIntFunction<String> functionId, long seed, int maxBytes) {
    this.driver = driver;
    this.functionId = functionId;
    this.random = new SplittableRandom(seed);
    this.maxBytes = maxBytes;
  }

  /**
   * Makes the calls.
   *
   * @throws AssertionError saying which call went wrong and how
   */
  void run(long calls, int inFlight) {
    for (long i = 0; i < calls; i++) {
      driver.await(() -> driver.inFlight() < inFlight, LIMIT_NS, "a reply among " + inFlight + " calls");
      check();
      publish();
    }
    driver.await(() -> driver.inFlight() == 0, LIMIT_NS, "the last replies");
    check();
    if (!expected.isEmpty()) {
      throw new AssertionError(expected.size() + " calls were never answered");
    }
  }

  private void publish() {
    int choice = random.nextInt(20);
    if (choice == 0) {
      String message = "m" + random.nextInt();
      expect("fail", new WireValue.Text(message), new Expected(new Outcome(true, new WireValue.Text(message)), true));
    } else if (choice == 1) {
      WireValue value = value(SMALL_BYTES);
      expect("throwValue", value, new Expected(new Outcome(true, value), false));
    } else if (choice == 2) {
      byte[] bytes = bytes(size());
      expect(
          "reverse",
          new WireValue.Bytes(BinaryKind.UINT8_ARRAY, bytes),
          new Expected(new Outcome(false, new WireValue.Bytes(BinaryKind.UINT8_ARRAY, reversed(bytes))), false));
    } else {
      WireValue value = value(size());
      expect(choice % 3 == 0 ? "echoLater" : "echo", value, new Expected(new Outcome(false, value), false));
    }
  }

  private void expect(String function, WireValue argument, Expected outcome) {
    int id = driver.publish(functionId.applyAsInt(function), 0, argument, LIMIT_NS);
    expected.put(id, outcome);
  }

  private void check() {
    for (Map.Entry<Integer, Outcome> entry : driver.outcomes().entrySet()) {
      Expected wanted = expected.remove(entry.getKey());
      if (wanted == null || !matches(wanted, entry.getValue())) {
        throw new AssertionError("call " + entry.getKey() + " ended as " + entry.getValue() + ", not as " + wanted);
      }
    }
    driver.outcomes().clear();
  }

  private static boolean matches(Expected wanted, Outcome actual) {
    return wanted.messageOnly()
        ? actual.rejected()
            && actual.value() instanceof WireValue.Failure failure
            && wanted.outcome().value() instanceof WireValue.Text message
            && failure.json().contains("\"message\":\"" + message.value() + "\"")
        : wanted.outcome().equals(actual);
  }

  /** Mostly small, sometimes as large as allowed. */
  private int size() {
    int choice = random.nextInt(100);
    if (choice < 60) {
      return random.nextInt(SMALL_BYTES);
    }
    return random.nextInt(choice < 95 ? Math.min(MIDDLE_BYTES, maxBytes) : maxBytes);
  }

  private WireValue value(int size) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> WireValue.Num.of(random.nextDouble() * random.nextInt());
      case 2 -> random.nextBoolean() ? WireValue.TRUE : WireValue.UNDEFINED;
      case 3 -> new WireValue.Big(new BigInteger(bytes(1 + size % 40)));
      case 4, 5 -> new WireValue.Text(text(size));
      case 6 -> new WireValue.Json("{\"n\":" + random.nextInt() + ",\"s\":\"" + text(size) + "\"}");
      case 7 -> new WireValue.Letter(text(size % 300), false, bytes(size));
      default -> {
        BinaryKind kind = KINDS[random.nextInt(KINDS.length)];
        yield new WireValue.Bytes(kind, bytes(size - size % kind.elementBytes()));
      }
    };
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder(length);
    boolean ascii = random.nextBoolean();
    for (int i = 0; i < length; i++) {
      text.append((char) (ascii || i % 7 != 0 ? 'a' + (i + random.nextInt(3)) % 26 : 'é'));
    }
    return text.toString();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[bytes.length - 1 - i] = bytes[i];
    }
    return reversed;
  }
}
