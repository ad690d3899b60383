package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another process puts a link where a folder or file was, between the check of a path and its opening. */
@Timeout(120)
class FileRaceTest {
  private static final int READS = 1500;

  @TempDir
  Path folder;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong exchanges = new AtomicLong();

  /** Each gives what it has read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "folder | fs.readFileSync('swap/f.json', 'utf8')",
        "folder | (() => { const fd = fs.openSync('swap/f.json'); try { return fs.readFileSync(fd, 'utf8'); } finally { fs.closeSync(fd); } })()",
        "folder | fs.readdirSync('swap').join()",
        "folder | (await import('./swap/f.json?' + i, { with: { type: 'json' } })).default.s",
        "folder | fs.writeFileSync('swap/written', 'x') ?? ''",
        "file | fs.readFileSync('swap.json', 'utf8')",
      })
  void shouldNotFollowALinkThatComesAfterTheCheck(String what, String reading) throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("f.json"), "{\"s\":\"hunter2\"}");
    Files.writeString(out.resolve("hunter2"), "");
    Path swap = root.resolve(what.equals("folder") ? "swap" : "swap.json");
    Path inside = root.resolve("inside");
    Path link = root.resolve("link");
    if (what.equals("folder")) {
      Files.createDirectory(swap);
      Files.writeString(swap.resolve("f.json"), "{\"s\":\"own\"}");
      Files.createSymbolicLink(link, out);
    } else {
      Files.writeString(swap, "{\"s\":\"own\"}");
      Files.createSymbolicLink(link, out.resolve("f.json"));
    }
    WorkerHarness.files(root, "tasks.mjs", """
        import fs from 'node:fs';
        export const attempt = async () => {
          let own = 0, outside = 0, refused = 0;
          for (let i = 0; i < %d; i++) {
            try {
              if (String(%s).includes('hunter2')) outside++; else own++;
            } catch { refused++; }
          }
          return { outside, some: own > 0 && own + refused === %d };
        };
        """.formatted(READS, reading, READS));
    Permissions permissions = Permissions.builder(root).write(List.of(root)).build();
    Thread racer = Thread.ofPlatform().daemon().start(() -> exchange(swap, inside, link));
    try (WorkerHarness worker =
        WorkerHarness.open(root, options -> options.withPermissions(permissions), "tasks.mjs")) {
      assertThat(worker.call("attempt", "null")).isEqualTo("{\"outside\":0,\"some\":true}");
    } finally {
      over.set(true);
      racer.join();
    }
    assertThat(out.resolve("written")).doesNotExist();
    assertThat(exchanges).hasValueGreaterThan(100);
  }

  private void exchange(Path swap, Path inside, Path link) {
    try {
      while (!over.get()) {
        Files.move(swap, inside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(link, swap, StandardCopyOption.ATOMIC_MOVE);
        Files.move(swap, link, StandardCopyOption.ATOMIC_MOVE);
        Files.move(inside, swap, StandardCopyOption.ATOMIC_MOVE);
        exchanges.incrementAndGet();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
