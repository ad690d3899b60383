package dev.intarsia.cli.cluster;

import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.MemberStatus;
import dev.intarsia.cluster.RemoteWorkers;
import dev.intarsia.cluster.pekko.PekkoTransport;
import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.TaskOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What {@code call} needs to have a task run on a node of a cluster. */
public final class ClusterCall {
  @ArgGroup(exclusive = false)
  private Connection connection = new Connection();

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT",
      description = "A member of a cluster whose nodes run the task, in place of MODULE; may be said again.")
  private List<String> members = new ArrayList<>();

  @Option(
      names = "--digest",
      paramLabel = "TEXT",
      description = "Which version of the task is meant, where nodes serve several: the start of its digest.")
  private @Nullable String digest;

  /** Whether the call goes to a cluster. */
  public boolean asked() {
    return !members.isEmpty();
  }

  /** What is done with a pool whose tasks are those of a cluster. */
  public interface Use {
    int with(Pool pool);
  }

  /**
   * Joins, calls, leaves.
   *
   * @param task the task; null for all that the nodes serve
   */
  public int run(PoolBuilder builder, @Nullable String task, Use use) throws InterruptedException {
    PekkoTransport transport = connection.openCalling(members);
    try (ClusterNode node = ClusterNode.builder(transport).open()) {
      connection.await(transport, node, members);
      List<MemberStatus> serving = Members.heard(transport, node).stream()
          .filter(member -> !member.tasks().isEmpty())
          .toList();
      List<String> tasks = task == null
          ? serving.stream()
              .flatMap(member -> member.tasks().stream())
              .distinct()
              .toList()
          : List.of(task);
      RemoteWorkers workers = RemoteWorkers.of(node).lanes(1).digest(version(serving, task));
      tasks.forEach(name -> workers.task(name, TaskOptions.defaults()));
      try (Pool pool = builder.workers(workers).build()) {
        return use.with(pool);
      }
    }
  }

  /** The digest to call: the only one, or the one that was asked for. */
  private String version(List<MemberStatus> serving, @Nullable String task) {
    TreeSet<String> digests = new TreeSet<>();
    for (MemberStatus member : serving) {
      boolean meant = digest == null || member.digest().startsWith(digest);
      if (meant && (task == null || member.tasks().contains(task))) {
        digests.add(member.digest());
      }
    }
    if (digests.size() == 1 || (task == null && !digests.isEmpty())) {
      return digests.first();
    }
    if (digests.isEmpty()) {
      TreeSet<String> known = new TreeSet<>();
      serving.forEach(member -> known.addAll(member.tasks()));
      throw CliException.wrongUsage("no node serves " + (task == null ? "anything" : "\"" + task + "\"")
          + (digest == null ? "" : " with a digest that begins with " + digest)
          + (known.isEmpty() ? "" : "; they serve " + String.join(", ", known)));
    }
    throw CliException.wrongUsage("nodes serve \"" + task + "\" in " + digests.size()
        + " versions; say which by --digest: " + String.join(", ", digests));
  }
}
