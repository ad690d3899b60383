package dev.intarsia.host.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The permission {@code net} judges addresses, not their spelling. */
class NetRulesTest {
  private static final Path CWD = Path.of("/");

  private static Permissions denying(String... hosts) {
    return Permissions.builder(CWD).netAll().denyNet(Set.of(hosts)).build();
  }

  private static Permissions allowing(String... hosts) {
    return Permissions.builder(CWD).net(Set.of(hosts)).build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "127.9.9.9",
        "0.0.0.0",
        "0",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "::1",
        "[::1]",
        "::",
        "[::ffff:127.0.0.1]",
        "::ffff:7f00:1",
        "0:0:0:0:0:0:0:1"
      })
  void shouldDenyThisMachineUnderEveryName(String host) {
    for (String denied : new String[] {"127.0.0.1", "localhost", "[::1]", "127.0.0.1:80", "localhost:80"}) {
      assertThat(denying(denied).mayConnect(host, 80))
          .as("%s where %s is denied", host, denied)
          .isFalse();
    }
    assertThat(denying("127.0.0.1:81").mayConnect(host, 80)).isTrue();
    assertThat(denying("192.0.2.1").mayConnect(host, 80)).isTrue();
  }

  @Test
  void shouldDenyThisMachineByTheAddressesOfItsInterfaces() throws java.net.SocketException {
    assertThat(NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .map(InetAddress::getHostAddress))
        .isNotEmpty()
        .noneMatch(address -> denying("127.0.0.1").mayConnect(address, 80));
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, A.EXAMPLE, true",
    "a.example, a.example., true",
    "A.example:8080, a.example, true",
    "192.0.2.1, ::ffff:192.0.2.1, true",
    "[2001:db8::1]:8080, [2001:db8:0:0::1], true",
    "2001:db8::1, 2001:DB8::1, true",
    "[2001:db8::1]:80, 2001:db8::1, false",
    "a.example, b.a.example, false",
    "a.example, a.example.., false",
    "127.0.0.1, localhost, false",
    "a.example:8081, a.example, false"
  })
  void shouldAllowWhatIsNamedInAnySpelling(String rule, String host, boolean allowed) {
    assertThat(allowing(rule).mayConnect(host, 8080)).isEqualTo(allowed);
  }

  @Test
  void shouldDenyAnAllowedNameOfThisMachine() {
    Permissions permissions = Permissions.builder(CWD)
        .net(Set.of("localhost"))
        .denyNet(Set.of("127.0.0.1"))
        .build();
    assertThat(permissions.mayConnect("localhost", 80)).isFalse();
    assertThat(allowing("localhost").mayConnect("localhost", 80)).isTrue();
  }
}
