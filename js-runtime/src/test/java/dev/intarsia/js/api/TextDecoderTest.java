package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels and legacy encodings of the Encoding Standard, whose tables are not those of the JDK's charsets. */
class TextDecoderTest {
  private static final String HELPERS = """
      const name = (label) => { try { return new TextDecoder(label).encoding; } catch (e) { return e.name; } };
      const decode = (label, bytes, options) => {
        try {
          return [...new TextDecoder(label, options).decode(Uint8Array.from(bytes))].map((c) => c.codePointAt(0).toString(16)).join(' ');
        } catch (e) { return e.name; }
      };
      const inParts = (label, ...parts) => {
        const decoder = new TextDecoder(label);
        return parts.map((part, i) => decoder.decode(Uint8Array.from(part), { stream: i < parts.length - 1 })).join('|');
      };
      function shared(...bytes) {
        const buffer = new SharedArrayBuffer(bytes.length);
        new Uint8Array(buffer).set(bytes);
        return new TextDecoder().decode(buffer);
      }
      """;

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
      name('\\t Latin1\\r')                       | windows-1252
      name('iso-ir-101')                          | iso-8859-2
      name('csiso88598i')                         | iso-8859-8-i
      name('x-mac-ukrainian')                     | x-mac-cyrillic
      name('x-user-defined')                      | x-user-defined
      name('utf-8\\u00a0')                        | RangeError
      name('utf-8\\0')                            | RangeError
      name('\\u212aoi8-r')                        | RangeError
      name('iso-2022-kr')                         | RangeError
      decode('koi8-u', [0xae, 0xbe])              | 45e 40e
      decode('big5', [0x87, 0x40, 0x88, 0x62])    | 43f0 ca 304
      decode('euc-jp', [0x81, 0x22, 0x61])        | fffd 22 61
      decode('windows-1250', [0x81], { fatal: true }) | 81
      decode('windows-1253', [0xaa], { fatal: true }) | TypeError
      decode('shift_jis', [0x81], { fatal: true })    | TypeError
      decode('x-user-defined', [0x80])            | f780
      decode('utf-16le', [0xff, 0xfe, 0x41, 0])   | 41
      decode('utf-8', [0xef, 0xbb, 0xbf, 0x41], { ignoreBOM: true }) | feff 41
      inParts('gbk', [0xc4], [0xe3])              | "|你"
      inParts('iso-2022-jp', [0x1b, 0x24], [0x42, 0x24], [0x22]) | "||あ"
      shared(0xc3, 0xa9)                          | é
      """)
  void shouldDecodeAsTheEncodingStandardSays(String expression, String expected) {
    WorkerHarness.files(folder, "tasks.mjs", HELPERS + "export const attempt = () => " + expression + ";");
    try (WorkerHarness worker = WorkerHarness.open(folder, "tasks.mjs")) {
      assertThat(worker.call("attempt", "null")).isEqualTo("'" + expected + "'");
    }
  }
}
