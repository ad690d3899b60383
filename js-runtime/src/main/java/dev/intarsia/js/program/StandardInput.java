package dev.intarsia.js.program;

import dev.intarsia.js.loop.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The standard input of a program. One thread at a time waits for bytes, and only while someone has asked for some.
 * All methods belong to the program's thread.
 */
final class StandardInput {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final InputStream stream;
  private boolean reading;
  private byte @Nullable [] kept;
  private @Nullable Consumer<byte[]> waiting;

  StandardInput(InputStream stream) {
    this.stream = stream;
  }

  /** Waits for at most so many bytes; none means the end. */
  byte[] read(int limit) {
    byte[] bytes = new byte[limit];
    try {
      int count = stream.read(bytes);
      return count <= 0 ? new byte[0] : Arrays.copyOf(bytes, count);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Delivers the next bytes on the loop; until then the program stays alive. */
  void request(EventLoop loop, Consumer<byte[]> deliver) {
    if (waiting == null) {
      loop.retain();
    }
    waiting = deliver;
    if (kept != null) {
      loop.post(() -> arrived(loop));
    } else if (!reading) {
      reading = true;
      Thread.ofPlatform().daemon().name("program input").start(() -> fetch(loop));
    }
  }

  private void fetch(EventLoop loop) {
    byte[] bytes;
    try {
      bytes = read(CHUNK_BYTES);
    } catch (UncheckedIOException broken) {
      bytes = new byte[0];
    }
    byte[] found = bytes;
    loop.post(() -> {
      reading = false;
      kept = found;
      arrived(loop);
    });
  }

  private void arrived(EventLoop loop) {
    Consumer<byte[]> to = waiting;
    byte[] bytes = kept;
    if (to != null && bytes != null) {
      waiting = null;
      kept = null;
      loop.release();
      to.accept(bytes);
    }
  }

  /** Nobody waits any longer; what arrives is kept. */
  void pause(EventLoop loop) {
    if (waiting != null) {
      waiting = null;
      loop.release();
    }
  }
}
