package dev.intarsia.js.process;

import dev.intarsia.js.realm.JsRealm;
import dev.intarsia.js.realm.ProgramRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** What a child writes where its realm writes, while the realm's streams are no descriptors that a child could have. */
final class OutputCopy {
  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int CHUNKS_ON_THE_WAY = 16;

  private final JsRealm realm;
  private final SocketChannel from;
  private final int descriptor;
  private final Semaphore room = new Semaphore(CHUNKS_ON_THE_WAY);
  private volatile boolean done;

  private OutputCopy(JsRealm realm, SocketChannel from, int descriptor) {
    this.realm = realm;
    this.from = from;
    this.descriptor = descriptor;
  }

  /** Copies until the child's end is closed; the realm's program stays alive until then. */
  static OutputCopy start(JsRealm realm, SocketChannel from, int descriptor) {
    OutputCopy copy = new OutputCopy(realm, from, descriptor);
    realm.loop().retain();
    Thread.ofVirtual().name("child output").start(copy::run);
    return copy;
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
    try (from) {
      while (from.read(buffer.clear()) >= 0) {
        byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
        room.acquire();
        realm.loop().post(() -> {
          write(realm, descriptor, bytes);
          room.release();
        });
      }
    } catch (IOException closed) {
      // The realm is closed, or the child's end was reset.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    done = true;
    realm.loop().post(realm.loop()::release);
  }

  boolean done() {
    return done;
  }

  void close() {
    try {
      from.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    room.release(CHUNKS_ON_THE_WAY);
  }

  /** Writes to the program's own stream, or to the log of a worker that may write there. */
  static void write(JsRealm realm, int descriptor, byte[] bytes) {
    ProgramRole program = realm.program();
    if (program != null) {
      program.write(descriptor, bytes);
    } else if (realm.permissions().console()) {
      realm.log().write(descriptor == 2 ? "error" : "info", new String(bytes, StandardCharsets.UTF_8).stripTrailing());
    }
  }
}
