package dev.intarsia.conformance.cli;

import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.conformance.subject.FrameExtent;
import dev.intarsia.conformance.subject.FrameImage;
import dev.intarsia.conformance.subject.ValueNotation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "encode",
    description = "Shows a JSON value as a frame: header words and payload bytes in hex.",
    footer = {"", "Example: intarsia encode '{\"bytes\": \"0102\"}' | intarsia decode"},
    mixinStandardHelpOptions = true)
final class EncodeCommand implements Callable<Integer> {
  private static final int CAPACITY_BYTES = 64 * 1024 * 1024;
  private static final int START = 3;

  @Parameters(
      paramLabel = "JSON",
      description =
          "The value; {\"bytes\": \"<hex>\"} is a Uint8Array, {\"bigint\": \"<digits>\"} a bigint, - is standard input.")
  private String value = "-";

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = {
        "Takes the value as text of this type, for values that JSON has not: " + TypedValue.TYPES + ".",
        "Bytes are hex or a list of elements; a date is ISO 8601, milliseconds or 'invalid'; an error is 'Name: message' or an"
            + " object; an envelope is {\"header\": …, \"body\": hex or [codec, metadata]}; notation is that of the vectors."
      })
  private @Nullable String type;

  @Option(names = "--function-id", paramLabel = "N", description = "Header word 0 of a request.")
  private long functionId;

  @Option(names = "--task-id", paramLabel = "N", description = "Header word 1.")
  private long taskId;

  @Option(names = "--max-payload-bytes", paramLabel = "N", description = "The limit of one payload.")
  private int maxPayloadBytes;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    FrameImage image = new FrameImage(CAPACITY_BYTES, maxPayloadBytes, true);
    int slot;
    try {
      slot = publish(image, "undefined".equals(type) ? "" : Input.read(value));
    } catch (PayloadException e) {
      throw CliException.failed(String.valueOf(e.getMessage()));
    }
    int[] words = image.words(slot);
    FrameExtent extent = FrameExtent.of(words);
    byte[] region = extent.regionBytes() == 0
        ? new byte[0]
        : image.region(Integer.toUnsignedLong(words[START]), extent.regionBytes());
    FrameText frame = new FrameText(words, image.inline(slot, extent.inlineBytes()), region);
    spec.commandLine().getOut().println(json ? frame.toJson() : frame.toText());
    return ExitCode.DONE;
  }

  private int publish(FrameImage image, String text) {
    return type == null
        ? image.publish((int) functionId, (int) taskId, 0, new JsonValues(), parse(text))
        : image.publish((int) functionId, (int) taskId, 0, new ValueNotation(), TypedValue.of(type, text));
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode node = new JsonMapper().readTree(text);
      if (node.isMissingNode()) {
        throw CliException.wrongUsage("the value is empty; for nothing, give null");
      }
      return node;
    } catch (JacksonException e) {
      throw CliException.wrongUsage("the value is no JSON: " + e.getOriginalMessage());
    }
  }

  /** Arguments that may stand for standard input. */
  static final class Input {
    private Input() {}

    static String read(String argument) throws IOException {
      return argument.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : argument;
    }
  }
}
