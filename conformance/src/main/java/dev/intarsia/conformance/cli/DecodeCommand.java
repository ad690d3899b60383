package dev.intarsia.conformance.cli;

import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.conformance.subject.FrameExtent;
import dev.intarsia.conformance.subject.FrameImage;
import dev.intarsia.protocol.layout.RegionLayout;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "decode",
    description = "Shows the value of a frame, as encode prints it or as its --json does.",
    mixinStandardHelpOptions = true)
final class DecodeCommand implements Callable<Integer> {
  private static final int SLOT = 31;
  private static final int START = 3;
  private static final long MOST_BYTES = 256L * 1024 * 1024;

  @Parameters(
      arity = "0..1",
      paramLabel = "FRAME",
      description = "Lines with words, inline and region, or one JSON object; - and nothing are standard input.")
  private String frame = "-";

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    FrameText text;
    try {
      text = FrameText.parse(EncodeCommand.Input.read(frame));
    } catch (IllegalArgumentException e) {
      throw CliException.wrongUsage(String.valueOf(e.getMessage()));
    }
    String value = decode(text);
    if (!value.isEmpty()) {
      spec.commandLine().getOut().println(value);
    }
    return ExitCode.DONE;
  }

  private static String decode(FrameText text) {
    FrameExtent extent = FrameExtent.of(text.words());
    if (extent.inlineBytes() > text.inline().length) {
      throw CliException.wrongUsage(
          "frame: the words tell of " + extent.inlineBytes() + " inline bytes; given are " + text.inline().length);
    }
    if (extent.regionBytes() > text.region().length) {
      throw CliException.wrongUsage(
          "frame: the words tell of " + extent.regionBytes() + " region bytes; given are " + text.region().length);
    }
    long start = text.region().length == 0 ? 0 : Integer.toUnsignedLong(text.words()[START]);
    long capacity = RegionLayout.DATA_OFFSET + start + Math.max(RegionLayout.ALIGNMENT_BYTES, text.region().length);
    if (capacity > MOST_BYTES) {
      throw CliException.wrongUsage("frame: word 3 puts the payload at " + start + ", beyond what is accepted here");
    }
    FrameImage image = new FrameImage(capacity, 0, true);
    try {
      image.put(SLOT, text.words(), new int[] {1 << SLOT, 0, 0, 0}, text.inline(), text.region());
      return image.drain(new JsonValues());
    } catch (PayloadException e) {
      throw CliException.failed(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw CliException.wrongUsage("frame: " + e.getMessage());
    }
  }
}
