package dev.intarsia.js.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates as PEM files in a folder, made with the JDK's keytool: an authority, and what it signs. */
final class TestKeys {
  private static final String PASSWORD = "password";

  private final Path folder;

  TestKeys(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
    this.folder = folder;
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-alias",
        "ca",
        "-dname",
        "CN=Test CA",
        "-ext",
        "bc:c",
        "-keystore",
        store("ca"));
    keytool("-exportcert", "-alias", "ca", "-rfc", "-file", path("ca.pem"), "-keystore", store("ca"));
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }

  private String store(String name) {
    return path(name + ".p12");
  }

  /**
   * Writes {@code name-key.pem} and {@code name-cert.pem}.
   *
   * @param algorithm RSA or EC
   * @param names alternative names in keytool's form
   */
  void sign(String name, String algorithm, String names)
      throws IOException, InterruptedException, GeneralSecurityException {
    keytool(
        "-genkeypair",
        "-keyalg",
        algorithm,
        "-alias",
        name,
        "-dname",
        "CN=" + name + ", O=Test",
        "-keystore",
        store(name));
    keytool("-certreq", "-alias", name, "-file", path(name + ".csr"), "-keystore", store(name));
    keytool(
        "-gencert",
        "-alias",
        "ca",
        "-infile",
        path(name + ".csr"),
        "-outfile",
        path(name + "-cert.pem"),
        "-rfc",
        "-ext",
        "san=" + names,
        "-keystore",
        store("ca"));
    KeyStore opened = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(store(name)))) {
      opened.load(in, PASSWORD.toCharArray());
    }
    String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
        .encodeToString(opened.getKey(name, PASSWORD.toCharArray()).getEncoded());
    Files.writeString(
        folder.resolve(name + "-key.pem"), "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
