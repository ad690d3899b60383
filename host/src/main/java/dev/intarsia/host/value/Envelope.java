package dev.intarsia.host.value;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * knitting's Envelope: a small header and bytes that are copied as they are.
 *
 * @param header a String, or any value that has a JSON form
 * @param body an ArrayBuffer in JavaScript; not copied by this record
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are the point: a copy of them for every access would be too dear
public record Envelope(@Nullable Object header, byte[] body) {
  public Envelope {
    Objects.requireNonNull(body, "body");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Envelope that && Objects.equals(header, that.header) && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(header) + Arrays.hashCode(body);
  }

  @Override
  public String toString() {
    return "Envelope[header=" + header + ", body=" + body.length + " bytes]";
  }
}
