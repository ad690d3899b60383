package dev.intarsia.cli.cluster;

import dev.intarsia.cli.option.TimeOption;
import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.pekko.PekkoTransport;
import dev.intarsia.cluster.pekko.PemFiles;
import dev.intarsia.conformance.cli.CliException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a process gets into a cluster: its own address, and what it proves itself with. */
public final class Connection {
  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:0",
      description = "How the other members reach this process. Default: ${DEFAULT-VALUE}, any free port of loopback.")
  private String address = "127.0.0.1:0";

  @Option(
      names = "--bind",
      paramLabel = "HOST:PORT",
      description = "Where it listens, when that is not its address: 0.0.0.0:7355 in a container.")
  private @Nullable String bind;

  @ArgGroup(exclusive = false)
  private @Nullable Certificates certificates;

  @Option(
      names = "--insecure",
      description = "Plain text may leave this machine: for a network that is protected by other means.")
  private boolean insecure;

  @Option(
      names = "--join-limit",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = TimeOption.class,
      description = "How long to wait until the cluster has taken this process in. Default: ${DEFAULT-VALUE}.")
  private Duration joinLimit = Duration.ofSeconds(30);

  /** PEM files; all three, or none. */
  static final class Certificates {
    @Option(names = "--certificate", required = true, paramLabel = "PEM", description = "This process's certificate.")
    private Path certificate = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "PEM", description = "Its private key: RSA, not encrypted.")
    private Path key = Path.of("");

    @Option(
        names = "--authority",
        required = true,
        paramLabel = "PEM",
        description = "The certificate of the authority that signed those of all members.")
    private Path authority = Path.of("");
  }

  static String host(String hostAndPort) {
    return hostAndPort.substring(0, colon(hostAndPort));
  }

  static int port(String hostAndPort) {
    try {
      int port = Integer.parseInt(hostAndPort.substring(colon(hostAndPort) + 1));
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) { // told below
    }
    throw CliException.wrongUsage("'" + hostAndPort + "' is not HOST:PORT; the port is a number from 0 to 65535");
  }

  private static int colon(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    if (colon < 1) {
      throw CliException.wrongUsage("'" + hostAndPort + "' is not HOST:PORT");
    }
    return colon;
  }

  private PekkoTransport.Builder transport(List<String> members) {
    PekkoTransport.Builder builder = PekkoTransport.builder().address(host(address), port(address));
    String listen = bind;
    if (listen != null) {
      builder.bind(host(listen), port(listen));
    }
    for (String member : members) {
      int _ = port(member);
      builder.join(member);
    }
    Certificates files = certificates;
    if (files != null) {
      builder.tls(new PemFiles(files.certificate, files.key, files.authority));
    }
    return insecure ? builder.insecure() : builder;
  }

  /** A process that serves, or the first of a cluster. */
  PekkoTransport openServing(List<String> members) {
    return open(transport(members));
  }

  /** A process that only asks. */
  PekkoTransport openCalling(List<String> members) {
    return open(transport(members).callsOnly());
  }

  /** One line for what is logged, unless the user says otherwise. */
  private static void logPlainly() {
    String format = "java.util.logging.SimpleFormatter.format";
    if (System.getProperty(format) == null && System.getProperty("java.util.logging.config.file") == null) {
      System.setProperty(format, "%5$s%6$s%n");
    }
  }

  private static PekkoTransport open(PekkoTransport.Builder builder) {
    logPlainly();
    try {
      return builder.open();
    } catch (IllegalStateException unprotected) {
      throw CliException.wrongUsage(String.valueOf(unprotected.getMessage())
          .replace("tls()", "--certificate, --key and --authority")
          .replace("insecure()", "--insecure"));
    } catch (IllegalArgumentException wrong) {
      throw CliException.wrongUsage(String.valueOf(wrong.getMessage()));
    }
  }

  /** Waits until this process is a member. */
  void await(PekkoTransport transport, ClusterNode node, List<String> members) throws InterruptedException {
    if (!transport.awaitJoined(joinLimit)) {
      String asked = members.isEmpty() ? "this process itself" : String.join(", ", members);
      node.close();
      throw CliException.environment("no member took this process in within " + joinLimit.toSeconds() + " s: asked "
          + asked + "; a node must run there, with certificates of the same authority, and call itself just that");
    }
  }
}
