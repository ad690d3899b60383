package dev.intarsia.conformance.subject;

import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.StealLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.util.LinkedHashMap;
import java.util.Map;

/** The descriptors' numbers under the names that the vectors' tables have for them; lengths in words end in U32. */
final class LayoutTables {
  private LayoutTables() {}

  static Map<String, Integer> of(String name) {
    return switch (name) {
      case "constants" -> constants();
      case "payloadSignal" -> tags(PayloadTag.UNREACHABLE, PayloadTag.NULL);
      case "payloadBuffer" -> tags(PayloadTag.STRING, PayloadTag.STATIC_NUMERIC_ARRAY);
      case "taskIndex" -> taskIndex();
      default -> throw new IllegalArgumentException("no such table: " + name);
    };
  }

  private static int words(int bytes) {
    return bytes / Integer.BYTES;
  }

  private static Map<String, Integer> constants() {
    Map<String, Integer> table = new LinkedHashMap<>();
    table.put("HEADER_BYTE_LENGTH", HeaderLayout.HEADERS_BYTES);
    table.put("HEADER_SLOT_STRIDE_BYTES", HeaderLayout.SLOT_STRIDE_BYTES);
    table.put("HEADER_SLOT_STRIDE_U32", words(HeaderLayout.SLOT_STRIDE_BYTES));
    table.put("HEADER_STATIC_PAYLOAD_U32", words(HeaderLayout.INLINE_CAPACITY_BYTES));
    table.put("HEADER_TASK_LINE_U32", words(HeaderLayout.TASK_LINE_BYTES));
    table.put("HEADER_TASK_OFFSET_IN_SLOT_U32", words(HeaderLayout.TASK_LINE_OFFSET));
    table.put("HEADER_U32_LENGTH", words(HeaderLayout.HEADERS_BYTES));
    table.put("LOCK_CACHE_LINE_BYTES", LockLayout.CACHE_LINE_BYTES);
    table.put("LOCK_HOST_BITS_OFFSET_BYTES", LockLayout.HOST_BITS_OFFSET);
    table.put("LOCK_SECTOR_BYTES", LockLayout.SECTOR_BYTES);
    table.put("LOCK_SECTOR_BYTE_LENGTH", LockLayout.SECTOR_BYTES);
    table.put("LOCK_WORD_BYTES", Integer.BYTES);
    table.put("LOCK_WORKER_BITS_OFFSET_BYTES", LockLayout.WORKER_BITS_OFFSET);
    table.put("PAYLOAD_LOCK_HOST_BITS_OFFSET_BYTES", LockLayout.PAYLOAD_HOST_BITS_OFFSET);
    table.put("PAYLOAD_LOCK_SECTOR_BYTE_LENGTH", LockLayout.SECTOR_BYTES);
    table.put("PAYLOAD_LOCK_WORKER_BITS_OFFSET_BYTES", LockLayout.PAYLOAD_WORKER_BITS_OFFSET);
    table.put("STEAL_ACK_SLOT_OFFSET_U32", words(StealLayout.ACK_OFFSET));
    table.put("STEAL_LIVE_SLOT_OFFSET_U32", words(StealLayout.LIVE_OFFSET));
    table.put("STEAL_PAYLOAD_ACK_SLOT_OFFSET_U32", words(StealLayout.PAYLOAD_ACK_OFFSET));
    table.put("STEAL_WANT_SLOT_OFFSET_U32", words(StealLayout.WANT_OFFSET));
    packing(table);
    return table;
  }

  private static void packing(Map<String, Integer> table) {
    table.put("TASK_FUNCTION_ID_BITS", HeaderLayout.FUNCTION_META_SHIFT);
    table.put("TASK_FUNCTION_ID_MASK", HeaderLayout.FUNCTION_ID_MASK);
    table.put("TASK_FUNCTION_META_BITS", Integer.SIZE - HeaderLayout.FUNCTION_META_SHIFT);
    table.put("TASK_FUNCTION_META_VALUE_MASK", -1 >>> HeaderLayout.FUNCTION_META_SHIFT);
    table.put("TASK_SLOT_INDEX_BITS", HeaderLayout.REGION_META_SHIFT);
    table.put("TASK_SLOT_INDEX_MASK", HeaderLayout.REGION_SLOT_MASK);
    table.put("TASK_SLOT_META_BITS", Integer.SIZE - HeaderLayout.REGION_META_SHIFT);
    table.put("TASK_SLOT_META_VALUE_MASK", -1 >>> HeaderLayout.REGION_META_SHIFT);
  }

  private static Map<String, Integer> tags(int first, int last) {
    Map<String, Integer> table = new LinkedHashMap<>();
    for (int tag = first; tag <= last; tag++) {
      if (PayloadTag.isKnown(tag) || tag == PayloadTag.UNREACHABLE) {
        table.put(PayloadTag.nameOf(tag), tag);
      }
    }
    return table;
  }

  private static Map<String, Integer> taskIndex() {
    Map<String, Integer> table = new LinkedHashMap<>();
    table.put("FlagsToHost", word(HeaderLayout.FLAGS_OFFSET));
    table.put("FunctionID", word(HeaderLayout.FUNCTION_OFFSET));
    table.put("ID", word(HeaderLayout.TASK_ID_OFFSET));
    table.put("Type", word(HeaderLayout.TAG_OFFSET));
    table.put("Start", word(HeaderLayout.START_OFFSET));
    table.put("End", word(HeaderLayout.END_OFFSET));
    table.put("PayloadLen", word(HeaderLayout.PAYLOAD_LENGTH_OFFSET));
    table.put("slotBuffer", word(HeaderLayout.REGION_OFFSET));
    table.put("Size", HeaderLayout.WORDS);
    table.put("TotalBuff", words(HeaderLayout.SLOT_STRIDE_BYTES));
    return table;
  }

  private static int word(int offset) {
    return words(offset - HeaderLayout.TASK_LINE_OFFSET);
  }
}
