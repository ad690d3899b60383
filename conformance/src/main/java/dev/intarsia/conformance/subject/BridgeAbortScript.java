package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.protocol.layout.AbortLayout;
import dev.intarsia.protocol.layout.LockLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Giving out, setting and taking back abort signals. */
final class BridgeAbortScript implements BridgeScript {
  private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment words;
  private final AbortSignals signals;

  BridgeAbortScript(int capacity, ObjectNode answer) {
    words = Arena.ofAuto().allocate(AbortLayout.bitmapBytes(capacity), LockLayout.CACHE_LINE_BYTES);
    signals = new AbortSignals(words, capacity);
    answer.put("closeNow", signals.exhausted());
  }

  @Override
  public void step(String what, JsonNode step, ObjectNode answer) {
    switch (what) {
      case "acquire" -> acquire(answer);
      case "release" -> signals.release(step.get("signal").intValue());
      case "abort" -> signals.abort(step.get("signal").intValue());
      default -> throw BridgeScript.unknown(what);
    }
    ArrayNode list = answer.putArray("words");
    for (long at = 0; at < words.byteSize(); at += Integer.BYTES) {
      list.add(BridgeScript.unsigned(words.get(WORD, at)));
    }
  }

  private void acquire(ObjectNode answer) {
    int signal = signals.acquire();
    if (signal == signals.exhausted()) {
      answer.put("signal", "exhausted");
    } else {
      answer.put("signal", signal);
    }
  }
}
