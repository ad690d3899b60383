package dev.intarsia.conformance.cli;

import dev.intarsia.conformance.subject.BridgeSubject;
import dev.intarsia.conformance.subject.SubjectServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "subject",
    description = "Answers questions about this codec, one JSON object a line: the other end of --subject.",
    mixinStandardHelpOptions = true)
final class SubjectCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    SubjectServer.serve(new BridgeSubject(), in, out);
    return ExitCode.DONE;
  }
}
