package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to what a permission guards: refused without it, by one error that names it, and open with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionMatrixTest {
  /** Each gives the content of a file outside of the root where that may be read. OUT and IN are folders. */
  private static final List<String> READ = List.of(
      "fs.readFileSync(OUT + '/s.json', 'utf8')",
      "fs.readFileSync(Buffer.from(OUT + '/s.json'), 'utf8')",
      "fs.readFileSync(new URL('file://' + OUT + '/s.json'), 'utf8')",
      "fs.promises.readFile(OUT + '/s.json', 'utf8')",
      "new Promise((y, n) => fs.readFile(OUT + '/s.json', 'utf8', (e, d) => e ? n(e) : y(d)))",
      "new Promise((y, n) => fs.createReadStream(OUT + '/s.json', 'utf8').on('error', n).on('data', y))",
      "fs.readFileSync(fs.openSync(OUT + '/s.json'), 'utf8')",
      "fs.promises.open(OUT + '/s.json').then((h) => h.readFile('utf8').finally(() => h.close()))",
      "fs.readFileSync(IN + '/link.json', 'utf8')",
      "fs.readFileSync(IN + '/folder/s.json', 'utf8')",
      "fs.readFileSync(IN + '/../out/s.json', 'utf8')",
      "(fs.copyFileSync(OUT + '/s.json', IN + '/copy'), fs.readFileSync(IN + '/copy', 'utf8'))",
      "fs.statSync(OUT + '/s.json').size + 'hunter2'",
      "fs.lstatSync(OUT + '/s.json').size + 'hunter2'",
      "fs.accessSync(OUT + '/s.json') ?? 'hunter2'",
      "fs.realpathSync(IN + '/folder') + 'hunter2'",
      "fs.readlinkSync(OUT + '/self') + 'hunter2'",
      "fs.opendirSync(OUT).path + 'hunter2'",
      "fs.readdirSync(OUT) + 'hunter2'",
      "import(OUT + '/s.mjs').then((m) => m.secret)",
      "import('file://' + OUT + '/s.mjs').then((m) => m.secret)",
      "import('../out/s.mjs').then((m) => m.secret)",
      "import('./folder/s.mjs').then((m) => m.secret)",
      "import('./link.json', { with: { type: 'json' } }).then((m) => m.default.s)",
      "import('data:text/javascript,export * from \"file://' + OUT + '/s.mjs\"').then((m) => m.secret)",
      "require(OUT + '/s.json').s",
      "require('../out/s.json').s",
      "require('./folder/s.json').s",
      "require.resolve(OUT + '/s.json') + 'hunter2'",
      "require('module')._load(OUT + '/s.json').s",
      "require('module').createRequire(OUT + '/x.js')('./s.json').s");

  /** Each would change something below the root. */
  private static final List<String> WRITE = List.of(
      "fs.writeFileSync(IN + '/x', 'x')",
      "fs.appendFileSync(IN + '/in.txt', 'x')",
      "fs.promises.writeFile(IN + '/x', 'x')",
      "new Promise((y, n) => fs.createWriteStream(IN + '/x').on('error', n).on('finish', y).end('x'))",
      "fs.openSync(IN + '/x', 'w')",
      "fs.openSync(IN + '/in.txt', 'r+')",
      "fs.mkdirSync(IN + '/x')",
      "fs.mkdtempSync(IN + '/x')",
      "fs.unlinkSync(IN + '/in.txt')",
      "fs.rmSync(IN + '/in.txt')",
      "fs.rmdirSync(IN + '/folder')",
      "fs.renameSync(IN + '/in.txt', IN + '/x')",
      "fs.linkSync(IN + '/in.txt', IN + '/x')",
      "fs.symlinkSync('in.txt', IN + '/x')",
      "fs.copyFileSync(IN + '/in.txt', IN + '/x')",
      "fs.cpSync(IN + '/in.txt', IN + '/x')",
      "fs.chmodSync(IN + '/in.txt', 0o777)",
      "fs.utimesSync(IN + '/in.txt', 1, 1)",
      "fs.truncateSync(IN + '/in.txt')",
      "fs.fchmodSync(fs.openSync(IN + '/in.txt'), 0o777)",
      "fs.writeFileSync(IN + '/fifo', 'x')",
      "fs.writeFileSync('/dev/shm/intarsia-matrix', 'x')");

  /** The sensitive paths, denied also where everything around them may be read. */
  private static final List<String> DENIED = List.of(
      "fs.readFileSync('/proc/self/environ', 'utf8')",
      "fs.readFileSync('/proc/self/root' + OUT + '/../in/.env', 'utf8')",
      "fs.readFileSync('/dev/fd/0', 'utf8')",
      "fs.readFileSync('/etc/passwd', 'utf8')",
      "fs.readFileSync(IN + '/.env', 'utf8')",
      "fs.readlinkSync('/proc/self/exe')",
      "fs.watch(IN + '/.env')",
      "fs.watchFile(IN + '/.env', () => {})",
      "import('/proc/self/environ', { with: { type: 'text' } })",
      "import('./.env', { with: { type: 'text' } })");

  private static final List<String> NET = List.of(
      "fetch('http://127.0.0.1:9/')",
      "fetch('HTTPS://127.0.0.1/')",
      "fetch(new Request('http://[::1]:9/'))",
      "fetch(new URL('http://2130706433:9/'))");

  /** Sockets tell what they may not by an event, or a callback. */
  private static final List<String> SOCKETS = List.of(
      "new Promise((got, not) => require('net').connect(9, '127.0.0.1', got).on('error', not))",
      "new Promise((got, not) => require('net').connect(9, 'localhost', got).on('error', not))",
      "new Promise((got, not) => require('net').createServer().listen(0, '127.0.0.1', got).on('error', not))",
      "new Promise((got, not) => require('net').createServer().listen(0, got).on('error', not))",
      "new Promise((got, not) => require('http').get('http://127.0.0.1:9/', got).on('error', not))",
      "new Promise((got, not) => require('http').createServer().listen(0, got).on('error', not))",
      "new Promise((got, not) => require('tls').connect(9, '127.0.0.1', got).on('error', not))",
      "new Promise((got, not) => require('https').get('https://127.0.0.1:9/', got).on('error', not))",
      "new Promise((got, not) => require('https').createServer({}).listen(0, got).on('error', not))",
      "new Promise((got, not) => (new WebSocket('ws://127.0.0.1:9/').onerror = ({ error }) => not(error)))",
      "new Promise((got, not) => (new WebSocket('ws://localhost:9/').onerror = ({ error }) => not(error)))",
      "new Promise((got, not) => { const source = new EventSource('http://127.0.0.1:9/');"
          + " source.onerror = ({ message }) => { source.close(); not({ code: /needs the permission .net./.test(message) ? 'ERR_ACCESS_DENIED' : 'other', message }); }; })",
      "new Promise((got, not) => require('dns').lookup('localhost', (error, address) => (error ? not(error) : got(address))))");

  /** Each would start a process, or end this one. */
  private static final List<String> RUN = List.of(
      "require('child_process').execSync('id')",
      "require('child_process').spawn('id')",
      "require('child_process').spawn('/usr/bin/id')",
      "require('child_process').spawnSync('id').output",
      "require('child_process').execFileSync('id')",
      "require('child_process').fork(IN + '/tasks.mjs')",
      "require('child_process').spawn('no-such-command')",
      "new Promise((got, not) => require('child_process').exec('id', (e, out) => (e ? not(e) : got(out))))",
      "process.kill(process.pid, 0)");

  /** Parts of Node that a worker has not, and the objects by which GraalJS reaches Java. */
  private static final List<String> ABSENT = List.of(
      "process.binding('fs')",
      "process.dlopen({}, 'x')",
      "process.chdir('/')",
      "process.exit(0)",
      "process.abort()",
      "require('cluster').fork()",
      "require('inspector').open()",
      "new (require('worker_threads').Worker)('x', { eval: true })",
      "require('dgram').createSocket('udp4')",
      "Java.type('java.lang.System')",
      "Packages.java.lang.System",
      "Polyglot.eval('js', '1')",
      "Graal.version",
      "load('/etc/passwd')",
      "(0, eval)('Java')",
      "import('https://esm.sh/x')");

  private Path in;
  private WorkerHarness bare;
  private WorkerHarness reading;
  private WorkerHarness around;

  private static List<String> all() {
    return List.of(READ, WRITE, DENIED, NET, SOCKETS, RUN, ABSENT).stream()
        .flatMap(List::stream)
        .toList();
  }

  @BeforeAll
  void open(@TempDir Path folder) throws IOException, InterruptedException {
    Path out = Files.createDirectory(folder.resolve("out"));
    in = Files.createDirectory(folder.resolve("in"));
    String head = """
        import fs from 'node:fs'; import { createRequire } from 'node:module';
        const require = createRequire(import.meta.url), OUT = '%s', IN = '%s';
        """.formatted(out, in);
    String tries =
        String.join(",\n", all().stream().map(each -> "() => " + each).toList());
    String tail =
        "export const attempt = async (i) => { try { return 'got ' + await tries[i](); } catch (e) { return `${e.code ?? e.name} ${e.message}`; } };";
    WorkerHarness.files(
        in, "tasks.mjs", head + "const tries = [" + tries + "];\n" + tail, "in.txt", "kept", ".env", "hunter2");
    WorkerHarness.files(out, "s.json", "{\"s\":\"hunter2\"}", "s.mjs", "export const secret = 'hunter2';");
    Files.createSymbolicLink(in.resolve("link.json"), out.resolve("s.json"));
    Files.createSymbolicLink(in.resolve("folder"), out);
    Files.createSymbolicLink(out.resolve("self"), Path.of("s.json"));
    assertThat(
            new ProcessBuilder("mkfifo", in.resolve("fifo").toString()).start().waitFor())
        .isZero();
    bare = open(Permissions.builder(in).net(Set.of("allowed.example")).build());
    reading = open(Permissions.builder(in)
        .read(List.of(out))
        .write(List.of(in.resolve("copy")))
        .build());
    around = open(Permissions.builder(in).readAll().build());
  }

  private WorkerHarness open(Permissions permissions) {
    return WorkerHarness.open(in, options -> options.withPermissions(permissions), "tasks.mjs");
  }

  @AfterAll
  void close() {
    List.of(bare, reading, around).forEach(WorkerHarness::close);
  }

  private static String attempt(WorkerHarness worker, String expression) {
    int index = IntStream.range(0, all().size())
        .filter(i -> all().get(i).equals(expression))
        .findFirst()
        .orElseThrow();
    return worker.call("attempt", String.valueOf(index));
  }

  private static void assertDenied(WorkerHarness worker, String expression, String permission) {
    assertThat(attempt(worker, expression))
        .startsWith("'ERR_ACCESS_DENIED ")
        .contains("\"" + permission + "\"")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @MethodSource("reads")
  void shouldReadOutsideOnlyWithThePermission(String expression) {
    assertDenied(bare, expression, "read");
    assertThat(attempt(reading, expression)).startsWith("'got ").contains("hunter2");
  }

  @ParameterizedTest
  @MethodSource("writes")
  void shouldNotWriteWithoutThePermission(String expression) throws IOException {
    assertDenied(bare, expression, "write");
    assertThat(in.resolve("x")).doesNotExist();
    assertThat(in.resolve("in.txt")).hasContent("kept");
  }

  @ParameterizedTest
  @MethodSource("denied")
  void shouldNotReadWhatIsSensitive(String expression) {
    assertDenied(bare, expression, "read");
    assertDenied(around, expression, "read");
  }

  @ParameterizedTest
  @MethodSource("connections")
  void shouldNotConnectWithoutThePermission(String expression) {
    assertDenied(bare, expression, "net");
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void shouldNotOpenSocketsWithoutThePermission(String expression) {
    // Nobody listens on port 9: a connection that was tried would end with ECONNREFUSED.
    assertThat(attempt(bare, expression)).matches("(?s)'(ERR_ACCESS_DENIED|EACCES|ECONNRESET) .*");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void shouldStartNoProcessWithoutThePermission(String expression) {
    assertDenied(around, expression, "run");
  }

  @ParameterizedTest
  @MethodSource("absences")
  void shouldHaveNoOtherWayToTheHost(String expression) {
    assertThat(attempt(around, expression))
        .matches("(?s)'(ERR_FEATURE_UNAVAILABLE_ON_PLATFORM|ERR_UNSUPPORTED_ESM_URL_SCHEME|ReferenceError) .*");
  }

  static List<String> reads() {
    return READ;
  }

  static List<String> writes() {
    return WRITE;
  }

  static List<String> denied() {
    return DENIED;
  }

  static List<String> connections() {
    return NET;
  }

  static List<String> sockets() {
    return SOCKETS;
  }

  static List<String> runs() {
    return RUN;
  }

  static List<String> absences() {
    return ABSENT;
  }
}
