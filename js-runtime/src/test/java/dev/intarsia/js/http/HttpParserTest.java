package dev.intarsia.js.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in one piece and byte by byte, and what must not be taken for a message. */
class HttpParserTest {
  private static final int MOST_HEADER_BYTES = 1000;

  /** Writes down what a parser tells. */
  private static final class Told implements MessageEvents {
    final List<String> events = new ArrayList<>();
    final StringBuilder body = new StringBuilder();
    byte[] bytes = {};
    int answer = READ_BODY;

    @Override
    public int head(MessageHead head) {
      String first = head.request ? head.method + " " + head.url : head.status + " " + head.statusMessage;
      events.add(first + " 1." + head.minorVersion + " " + head.lines.toString().replace('\0', '|') + head.upgrade());
      return answer;
    }

    @Override
    public void body(int offset, int length) {
      body.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void trailers(String lines) {
      events.add("trailers " + lines.replace('\0', '|'));
    }

    @Override
    public void complete() {
      events.add("end " + body);
      body.setLength(0);
    }
  }

  private static Told parse(boolean request, String text, int step) throws ParseException {
    Told told = new Told();
    HttpParser parser = new HttpParser(told, request, MOST_HEADER_BYTES, false, false);
    byte[] all = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 0; at < all.length; at += step) {
      told.bytes = Arrays.copyOfRange(all, at, Math.min(all.length, at + step));
      parser.parse(told.bytes);
    }
    return told;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void shouldReadRequestsThatFollowEachOtherInPiecesOfAnySize(int step) throws ParseException {
    String text = "GET /a?b HTTP/1.1\r\nHost: x\r\nEmpty:\r\n\r\n"
        + "POST /c HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"
        + "PUT /d HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0A\r\n0123456789\r\n0\r\nDigest: z\r\n\r\n";
    assertThat(parse(true, text, step).events)
        .containsExactly(
            "GET /a?b 1.1 Host|x|Empty||false",
            "end ",
            "POST /c 1.1 Content-Length|5|false",
            "end hello",
            "PUT /d 1.1 Transfer-Encoding|chunked|false",
            "trailers Digest|z|",
            "end abc0123456789");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void shouldReadResponses(int step) throws ParseException {
    String text =
        "HTTP/1.1 204 No Content\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 304\r\n\r\n";
    assertThat(parse(false, text, step).events)
        .containsExactly(
            "204 No Content 1.1 A|b|false",
            "end ",
            "200 OK 1.1 Content-Length|2|false",
            "end ok",
            "304  1.1 false",
            "end ");
  }

  @Test
  void shouldReadUntilTheEndOfTheConnectionWhenAResponseHasNoLength() throws ParseException {
    Told told = new Told();
    HttpParser parser = new HttpParser(told, false, MOST_HEADER_BYTES, false, false);
    told.bytes = "HTTP/1.0 200 OK\r\n\r\nsome".getBytes(StandardCharsets.ISO_8859_1);
    parser.parse(told.bytes);
    assertThat(told.events).hasSize(1);
    parser.end();
    assertThat(told.events).last().isEqualTo("end some");
  }

  @Test
  void shouldStopWhereAnotherProtocolBegins() throws ParseException {
    Told told = new Told();
    told.answer = MessageEvents.UPGRADE;
    String head = "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    int parsed = new HttpParser(told, true, MOST_HEADER_BYTES, false, false)
        .parse((head + "\1\2").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(parsed).isEqualTo(head.length());
    assertThat(told.events).containsExactly("GET / 1.1 Connection|Upgrade|Upgrade|websocket|true", "end ");
  }

  @Test
  void shouldFailWhenAMessageIsCutOff() throws ParseException {
    HttpParser parser = new HttpParser(new Told(), true, MOST_HEADER_BYTES, false, false);
    parser.end();
    parser.parse("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(parser::end).isInstanceOf(ParseException.class).hasMessage("Invalid EOF state");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "HPE_INVALID_METHOD~BREW / HTTP/1.1\\r\\n",
        "HPE_INVALID_METHOD~\\26\\3",
        "HPE_INVALID_METHOD~get / HTTP/1.1\\r\\n",
        "HPE_INVALID_URL~GET x\\1y HTTP/1.1\\r\\n",
        "HPE_INVALID_URL~GET ?x HTTP/1.1\\r\\n",
        "HPE_INVALID_CONSTANT~GET / FTP/1.1\\r\\n",
        "HPE_INVALID_VERSION~GET / HTTP/1.2\\r\\n",
        "HPE_INVALID_VERSION~GET / HTTP/1.10\\r\\n",
        "HPE_CR_EXPECTED~GET / HTTP/1.1\\nHost: x\\n\\n",
        "HPE_LF_EXPECTED~GET / HTTP/1.1\\r\\nA: b\\rC: d\\r\\n",
        "HPE_INVALID_HEADER_TOKEN~GET / HTTP/1.1\\r\\nA : b\\r\\n",
        "HPE_INVALID_HEADER_TOKEN~GET / HTTP/1.1\\r\\n: b\\r\\n",
        "HPE_INVALID_HEADER_TOKEN~GET / HTTP/1.1\\r\\nA\\r\\n",
        "HPE_INVALID_HEADER_TOKEN~GET / HTTP/1.1\\r\\nA: b\\r\\n c\\r\\n",
        "HPE_INVALID_HEADER_TOKEN~GET / HTTP/1.1\\r\\n A: b\\r\\n",
        "HPE_INVALID_HEADER_TOKEN~GET / HTTP/1.1\\r\\nA: b\\0c\\r\\n",
        "HPE_INVALID_CONTENT_LENGTH~GET / HTTP/1.1\\r\\nContent-Length: -1\\r\\n",
        "HPE_INVALID_CONTENT_LENGTH~GET / HTTP/1.1\\r\\nContent-Length: +1\\r\\n",
        "HPE_INVALID_CONTENT_LENGTH~GET / HTTP/1.1\\r\\nContent-Length: 1, 1\\r\\n",
        "HPE_INVALID_CONTENT_LENGTH~GET / HTTP/1.1\\r\\nContent-Length:\\r\\n",
        "HPE_INVALID_CONTENT_LENGTH~GET / HTTP/1.1\\r\\nContent-Length: 99999999999999999999\\r\\n",
        "HPE_UNEXPECTED_CONTENT_LENGTH~GET / HTTP/1.1\\r\\nContent-Length: 1\\r\\ncontent-length: 1\\r\\n",
        "HPE_UNEXPECTED_CONTENT_LENGTH~GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\nContent-Length: 1\\r\\n",
        "HPE_INVALID_TRANSFER_ENCODING~GET / HTTP/1.1\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n",
        "HPE_INVALID_TRANSFER_ENCODING~GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked, gzip\\r\\n\\r\\n",
        "HPE_INVALID_TRANSFER_ENCODING~GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n",
        "HPE_INVALID_TRANSFER_ENCODING~GET / HTTP/1.1\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n",
        "HPE_INVALID_CHUNK_SIZE~GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0x1\\r\\n",
        "HPE_INVALID_CHUNK_SIZE~GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-1\\r\\n",
        "HPE_INVALID_CHUNK_SIZE~GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nfffffffffffffffff\\r\\n",
        "HPE_INVALID_CHUNK_SIZE~GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1 \\r\\n",
        "HPE_CR_EXPECTED~GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\nx\\n",
        "HPE_STRICT~GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nxy\\r\\n",
        "HPE_CLOSED_CONNECTION~GET / HTTP/1.1\\r\\nConnection: close\\r\\n\\r\\nGET",
      })
  void shouldRefuseWhatTwoReadersCouldReadInTwoWays(String code, String text) {
    for (int step : new int[] {1, 1000}) {
      ParseException refused = catchThrowableOfType(ParseException.class, () -> parse(true, plain(text), step));
      assertThat(refused).as(text + " in steps of " + step).isNotNull();
      assertThat(refused.code()).isEqualTo(code);
    }
  }

  /** With escapes in place of control characters, octal among them. */
  private static String plain(String escaped) {
    return escaped.translateEscapes();
  }

  @Test
  void shouldBoundWhatItKeeps() {
    assertThat(refusal("GET /" + "a".repeat(MOST_HEADER_BYTES))).isEqualTo("HPE_HEADER_OVERFLOW");
    assertThat(refusal("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(MOST_HEADER_BYTES)))
        .isEqualTo("HPE_HEADER_OVERFLOW");
    String chunked = "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(refusal(chunked + "1;" + "x".repeat(20_000))).isEqualTo("HPE_CHUNK_EXTENSIONS_OVERFLOW");
    assertThat(refusal(chunked + "1;" + "x".repeat(16_385) + "\r\n")).isEqualTo("HPE_CHUNK_EXTENSIONS_OVERFLOW");
    assertThat(refusal(chunked + "0\r\n" + "A: b\r\n".repeat(MOST_HEADER_BYTES)))
        .isEqualTo("HPE_HEADER_OVERFLOW");
  }

  private static String refusal(String text) {
    return catchThrowableOfType(ParseException.class, () -> parse(true, text, 100))
        .code();
  }
}
