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
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The kit's own mutation test: the C peer with one deliberate fault at a time. The kit has to notice each that {@code
 * peers/c/faults.tsv} calls visible, by a check that names a rule which the fault breaks; one that is called missed and is
 * noticed by now fails too, so that the list stays true. Of the live checks, those of the fault's rules run; {@code
 * -Dintarsia.faults=all} runs all checks on each fault (some minutes), and {@code -Dintarsia.faults=NAME} one fault.
 */
class FaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  /** A worker with a fault leaves calls unanswered, which costs this time each. */
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(6);

  /** Most of the time is spent waiting for what does not come. */
  private static final int AT_ONCE = 3;

  private static final double LEAST_SHARE = 0.95;
  private static final String CHOSEN = System.getProperty("intarsia.faults", "");

  private record Fault(String name, String role, Set<String> rules, String kit) {
    static Fault of(String line) {
      String[] cells = line.split("\t", -1);
      return new Fault(cells[0], cells[1], Set.of(cells[2].split(",", -1)), cells[3]);
    }
  }

  private static List<Fault> faults() throws IOException {
    return Files.readAllLines(Repository.root().resolve("conformance-tests/peers/c/faults.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Fault::of)
        .toList();
  }

  @Test
  void shouldNoticeDeliberateFaults() throws IOException {
    String peer = CPeer.program();
    List<Fault> faults = faults().stream()
        .filter(fault -> !fault.kit().equals("hidden"))
        .filter(fault -> CHOSEN.isEmpty() || CHOSEN.equals("all") || CHOSEN.equals(fault.name()))
        .toList();
    List<String> surprises = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger noticed = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      faults.forEach(fault -> threads.execute(() -> {
        String surprise = surprise(fault, peer, noticed);
        if (!surprise.isEmpty()) {
          surprises.add(surprise);
        }
      }));
    }
    System.out.printf("%d of %d deliberate faults noticed by their rule%n", noticed.get(), faults.size());
    assertThat(surprises).isEmpty();
  }

  /** What the list does not say of a fault, in words; empty where the kit does as the list says. */
  private static String surprise(Fault fault, String peer, AtomicInteger noticed) {
    long start = System.nanoTime();
    Set<String> named;
    try {
      named = brokenRules(fault, peer);
    } catch (IOException | RuntimeException | AssertionError e) {
      return fault.name() + " could not be run: " + e;
    }
    boolean byItsRule = named.stream().anyMatch(fault.rules()::contains);
    noticed.addAndGet(byItsRule ? 1 : 0);
    System.out.printf(
        "%-8s %-6s %-28s breaks %s; the kit names %s (%d ms)%n",
        byItsRule ? "noticed" : "missed",
        fault.role(),
        fault.name(),
        fault.rules(),
        named,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    return byItsRule == fault.kit().equals("visible")
        ? ""
        : fault.name() + " breaks " + fault.rules() + " and is called " + fault.kit() + "; the kit names " + named;
  }

  @Test
  void shouldCallEnoughOfThemVisible() throws IOException {
    List<Fault> faults = faults();
    assertThat(faults).hasSizeGreaterThanOrEqualTo(60);
    assertThat(faults).extracting(Fault::name).doesNotHaveDuplicates();
    assertThat(faults).extracting(Fault::kit).isSubsetOf("visible", "missed", "hidden");
    long visible =
        faults.stream().filter(fault -> fault.kit().equals("visible")).count();
    long hidden = faults.stream().filter(fault -> fault.kit().equals("hidden")).count();
    assertThat((double) visible / (faults.size() - hidden)).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  private static Set<String> brokenRules(Fault fault, String peer) throws IOException {
    List<String> command = List.of("env", "INTARSIA_PEER_FAULT=" + fault.name(), peer, fault.role());
    return switch (fault.role()) {
      case "worker" -> {
        CheckSelection selection = selection(LiveCatalog.worker(), fault);
        yield rules(new WorkerConformance(
                command, new WorkerConformance.Options(ANSWER_PATIENCE, 7, 300, false, false, selection), line -> {})
            .run());
      }
      case "host" -> {
        Set<String> rules = host(fault, command);
        if (rules.stream().noneMatch(fault.rules()::contains)) {
          List<String> named = new ArrayList<>(command);
          named.add("--named");
          rules.addAll(host(fault, named));
        }
        yield rules;
      }
      default -> vectors("env INTARSIA_PEER_FAULT=" + fault.name() + " '" + peer + "' subject");
    };
  }

  private static Set<String> host(Fault fault, List<String> command) throws IOException {
    List<String> quick = new ArrayList<>(command);
    quick.addAll(List.of("--calls", "300"));
    CheckSelection selection = selection(LiveCatalog.host(), fault);
    return rules(new HostConformance(quick, new HostConformance.Options(PATIENCE, 7, selection), line -> {}).run());
  }

  /** The checks of the fault's rules: the others cost time, and what they name does not count. */
  private static CheckSelection selection(LiveCatalog catalog, Fault fault) {
    if (CHOSEN.equals("all")) {
      return CheckSelection.all();
    }
    List<String> checks = catalog.entries().entrySet().stream()
        .filter(entry -> fault.rules().contains(entry.getValue().rule()))
        .map(entry -> entry.getKey().replace('?', '*'))
        .toList();
    assertThat(checks).as("checks of %s", fault.rules()).isNotEmpty();
    return CheckSelection.of(checks, List.of());
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
