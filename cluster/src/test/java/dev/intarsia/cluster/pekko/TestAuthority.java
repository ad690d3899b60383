package dev.intarsia.cluster.pekko;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority that signs certificates, made with the JDK's keytool. */
final class TestAuthority {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final String name;

  TestAuthority(Path folder, String name) throws Exception {
    this.folder = folder;
    this.name = name;
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-alias",
        name,
        "-dname",
        "CN=" + name,
        "-ext",
        "bc:c",
        "-keystore",
        store(name));
    keytool("-exportcert", "-alias", name, "-rfc", "-file", file(name + ".crt"), "-keystore", store(name));
  }

  /** Files of a node whose certificate has this subject. */
  PemFiles issue(String node, String subject, String algorithm) throws Exception {
    keytool("-genkeypair", "-keyalg", algorithm, "-alias", node, "-dname", "CN=" + subject, "-keystore", store(node));
    keytool("-certreq", "-alias", node, "-file", file(node + ".csr"), "-keystore", store(node));
    keytool(
        "-gencert",
        "-alias",
        name,
        "-infile",
        file(node + ".csr"),
        "-outfile",
        file(node + ".crt"),
        "-rfc",
        "-ext",
        "san=dns:" + subject,
        "-keystore",
        store(name));
    Path key = folder.resolve(node + ".key");
    Files.writeString(key, keyOf(node));
    return new PemFiles(folder.resolve(node + ".crt"), key, folder.resolve(name + ".crt"));
  }

  private String keyOf(String node) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(Path.of(store(node)).toFile(), PASSWORD.toCharArray());
    byte[] der = store.getKey(node, PASSWORD.toCharArray()).getEncoded();
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }

  private String store(String of) {
    return file(of + ".p12");
  }

  private String file(String of) {
    return folder.resolve(of).toString();
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keypass", PASSWORD));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said);
    }
  }
}
