package dev.intarsia.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything of one session, in turns, so that noise of the machine falls on all.
 *
 * @param repeat turns; a shape's figure is the median of its turns
 * @param done told each measurement as it ends
 */
public record BenchRun(ShapeRunner runner, int repeat, Consumer<String> done) {
  /** The results of the subjects, then of the references. */
  public List<BenchResult> run(List<BenchSubject> subjects, List<ReferencePeer> references, List<BenchShape> shapes)
      throws InterruptedException {
    List<Map<String, List<Double>>> turns = new ArrayList<>();
    for (int i = 0; i < subjects.size() + references.size(); i++) {
      turns.add(new LinkedHashMap<>());
    }
    String[] runtimes = new String[turns.size()];
    String[] kinds = new String[turns.size()];
    for (int turn = 0; turn < repeat; turn++) {
      for (BenchShape shape : shapes) {
        for (int i = 0; i < subjects.size(); i++) {
          BenchSubject subject = subjects.get(i);
          runtimes[i] = subject.runtime();
          kinds[i] = subject.kind();
          if (subject.runs(shape)) {
            add(turns.get(i), shape.name(), runner.measure(subject, shape));
          }
          done.accept(subject.kind() + " " + shape.name());
        }
      }
      for (int i = 0; i < references.size(); i++) {
        int column = subjects.size() + i;
        BenchResult result = references.get(i).run(shapes, runner.warmUp(), done);
        runtimes[column] = result.runtime();
        kinds[column] = result.kind();
        result.shapes().forEach((name, us) -> add(turns.get(column), name, us));
      }
    }
    List<BenchResult> results = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      Map<String, Double> medians = new LinkedHashMap<>();
      turns.get(i).forEach((name, figures) -> medians.put(name, median(figures)));
      results.add(new BenchResult(runtimes[i], kinds[i], medians));
    }
    return results;
  }

  private static void add(Map<String, List<Double>> turns, String name, double us) {
    turns.computeIfAbsent(name, shape -> new ArrayList<>()).add(us);
  }

  private static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
