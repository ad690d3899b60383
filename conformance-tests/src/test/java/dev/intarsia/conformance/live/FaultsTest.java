package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import dev.intarsia.conformance.live.LiveResult.Status;
import dev.intarsia.conformance.subject.CommandSubject;
import dev.intarsia.conformance.subject.Subject;
import dev.intarsia.conformance.vectors.ExpectedFailures;
import dev.intarsia.conformance.vectors.RequirementMap;
import dev.intarsia.conformance.vectors.Result;
import dev.intarsia.conformance.vectors.VectorFolder;
import dev.intarsia.conformance.vectors.VectorRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The kit's own mutation test: the C peer with one deliberate fault at a time. The kit has to notice each that {@code
 * peers/c/faults.tsv} calls visible, by a check that names a rule which the fault breaks; one that is called missed and is
 * noticed by now fails too, so that the list stays true. {@code -Dintarsia.faults=all} runs every fault (some minutes) and
 * prints the share that is noticed; otherwise every sixth runs.
 */
class FaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int STEP = 6;

  private record Fault(String name, String role, Set<String> rules, String kit) {
    static Fault of(String line) {
      String[] cells = line.split("\t", -1);
      return new Fault(cells[0], cells[1], Set.of(cells[2].split(",", -1)), cells[3]);
    }
  }

  @Test
  void shouldNoticeDeliberateFaults() throws IOException {
    String peer = CPeer.program();
    boolean all = System.getProperty("intarsia.faults", "").equals("all");
    List<Fault> faults = Files.readAllLines(Repository.root().resolve("conformance-tests/peers/c/faults.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Fault::of)
        .filter(fault -> !fault.kit().equals("hidden"))
        .toList();
    List<String> surprises = new ArrayList<>();
    int run = 0;
    int noticed = 0;
    for (int i = 0; i < faults.size(); i += all ? 1 : STEP) {
      Fault fault = faults.get(i);
      Set<String> named = brokenRules(fault, peer);
      boolean byItsRule = named.stream().anyMatch(fault.rules()::contains);
      run++;
      noticed += byItsRule ? 1 : 0;
      if (byItsRule != fault.kit().equals("visible")) {
        surprises.add(
            fault.name() + " breaks " + fault.rules() + " and is called " + fault.kit() + "; the kit names " + named);
      }
    }
    System.out.printf("%d of %d deliberate faults noticed by their rule%n", noticed, run);
    assertThat(surprises).isEmpty();
  }

  private static Set<String> brokenRules(Fault fault, String peer) throws IOException {
    List<String> command = List.of("env", "INTARSIA_PEER_FAULT=" + fault.name(), peer, fault.role());
    return switch (fault.role()) {
      case "worker" -> rules(new WorkerConformance(command, PATIENCE, 7, 500, line -> {}).run());
      case "host" -> {
        Set<String> inherit = rules(new HostConformance(command, PATIENCE, 7, line -> {}).run());
        List<String> named = new ArrayList<>(command);
        named.add("--named");
        inherit.addAll(rules(new HostConformance(named, PATIENCE, 7, line -> {}).run()));
        yield inherit;
      }
      default -> vectors("env INTARSIA_PEER_FAULT=" + fault.name() + " '" + peer + "' subject");
    };
  }

  private static Set<String> rules(List<LiveResult> results) {
    return results.stream()
        .filter(result -> result.status() == Status.FAIL || result.status() == Status.ADVICE)
        .map(LiveResult::requirement)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> vectors(String command) {
    try (Subject subject = CommandSubject.start(command, PATIENCE)) {
      VectorRunner runner = new VectorRunner(subject, RequirementMap.shipped(), ExpectedFailures.none());
      return VectorFolder.read(Repository.vectors()).stream()
          .map(runner::run)
          .filter(Result::counts)
          .map(Result::requirement)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
