package dev.intarsia.cli.cluster;

import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.MemberStatus;
import dev.intarsia.cluster.pekko.PekkoTransport;
import dev.intarsia.conformance.cli.ExitCode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Joins for a moment, and shows what the members say of themselves. */
@Command(
    name = "cluster",
    description = "Shows the members of a cluster: what they serve, and how busy they are.",
    mixinStandardHelpOptions = true,
    footer = {"", "  intarsia cluster --join 127.0.0.1:7355"})
public final class ClusterCommand implements Callable<Integer> {
  private static final int DIGEST_SHOWN = 12;

  @Mixin
  private final Connection connection = new Connection();

  @Option(names = "--join", required = true, paramLabel = "HOST:PORT", description = "A member; may be said again.")
  private List<String> join = new ArrayList<>();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PekkoTransport transport = connection.openCalling(join);
    try (ClusterNode node = ClusterNode.builder(transport).open()) {
      connection.await(transport, node, join);
      List<MemberStatus> members = Members.heard(transport, node);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(JsonMapper.builder().build().writeValueAsString(asMaps(members, node.refusals())));
      } else {
        print(out, members, node.refusals());
      }
      out.flush();
      return ExitCode.DONE;
    }
  }

  private static Map<String, Object> asMaps(List<MemberStatus> members, Map<String, String> refusals) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (MemberStatus member : members) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("address", member.address());
      row.put("tasks", member.tasks());
      row.put("digest", member.digest());
      row.put("slots", member.slots());
      row.put("freeSlots", member.freeSlots());
      row.put("underWay", member.underWay());
      row.put("draining", member.draining());
      rows.add(row);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("members", rows);
    all.put("refused", refusals);
    return all;
  }

  private static void print(PrintWriter out, List<MemberStatus> members, Map<String, String> refusals) {
    String form = "%-24s %-10s %5s %5s %9s  %-12s %s%n";
    out.printf(Locale.ROOT, form, "MEMBER", "STATE", "SLOTS", "FREE", "UNDER WAY", "DIGEST", "TASKS");
    for (MemberStatus member : members) {
      out.printf(
          Locale.ROOT,
          form,
          member.address(),
          member.tasks().isEmpty() ? "calls only" : member.draining() ? "draining" : "serving",
          member.slots(),
          member.freeSlots(),
          member.underWay(),
          shown(member.digest()),
          String.join(" ", member.tasks()));
    }
    refusals.forEach((address, why) -> out.printf(Locale.ROOT, "%-24s refused: %s%n", address, why));
  }

  private static String shown(String digest) {
    return digest.length() <= DIGEST_SHOWN ? digest : digest.substring(0, DIGEST_SHOWN);
  }
}
