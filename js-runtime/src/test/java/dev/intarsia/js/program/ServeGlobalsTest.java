package dev.intarsia.js.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that serve by {@code Deno.serve} or {@code Bun.serve}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeGlobalsTest {
  private static final String HANDLER = """
      const handler = async (request) => {
        const { pathname } = new URL(request.url);
        if (pathname === "/json") return Response.json({ method: request.method, body: await request.text() }, { status: 201 });
        if (pathname === "/echo") return new Response(request.body, { headers: { "x-a": "b" } });
        if (pathname === "/throw") throw new Error("mine");
        if (pathname === "/wrong") return "text";
        return new Response("Not Found", { status: 404 });
      };
      const ask = async (port) => {
        const base = `http://127.0.0.1:${port}`;
        for (const [path, body] of [["/json", "x"], ["/echo", "y".repeat(100000)], ["/throw"], ["/wrong"], ["/none"]]) {
          const answer = await fetch(base + path, body === undefined ? {} : { method: "POST", body });
          const text = await answer.text();
          console.log(path, answer.status, answer.headers.get("x-a"), answer.headers.get("content-length"), text.length > 99 ? text.length : text);
        }
      };
      """;
  private static final String[] ANSWERS = {
    "/json 201 null 28 {\"method\":\"POST\",\"body\":\"x\"}",
    "/echo 200 b null 100000",
    "/throw 500 null 11 failed mine",
    "/wrong 500 null 72 failed Expected a Response object, or a promise of one, from the handler",
    "/none 404 null 9 Not Found"
  };

  @TempDir
  private Path folder;

  @Test
  void shouldServeAsDenoDoes() throws IOException {
    assertThat(ProgramRun.lines(folder, HANDLER + """
                const onError = (error) => new Response("failed " + error.message, { status: 500 });
                const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onError, onListen: ({ transport }) => console.log(transport) }, handler);
                await ask(server.addr.port);
                try { Deno.serve({ port: server.addr.port, hostname: "127.0.0.1" }, handler); } catch (error) { console.log(error.code); }
                await server.shutdown();
                await server.finished;
                console.log(typeof Bun);
                """))
        .startsWith("tcp")
        .contains(ANSWERS)
        .endsWith("EADDRINUSE", "undefined");
  }

  @Test
  void shouldServeAsBunDoes() throws IOException {
    assertThat(ProgramRun.lines(folder, HANDLER + """
                const error = (thrown) => new Response("failed " + thrown.message, { status: 500 });
                const server = Bun.serve({ port: 0, hostname: "127.0.0.1", error, fetch: (request, self) => (self === server ? handler(request) : undefined) });
                await ask(server.port);
                console.log(await (await server.fetch(new Request("http://x/json"))).text(), server.url.port === String(server.port));
                try { Bun.serve({ routes: {} }); } catch (wrong) { console.log(wrong.message.includes("routes")); }
                await server.stop(true);
                """))
        .startsWith(ANSWERS)
        .endsWith("{\"method\":\"GET\",\"body\":\"\"} true", "true");
  }

  @Test
  void shouldAskForThePermissionAndHaveNoSuchGlobalOtherwise() throws IOException {
    Permissions none =
        Permissions.builder(folder).console(true).net(Set.of("example.org")).build();
    assertThat(ProgramRun.of(folder, none, """
                try { Deno.serve({ port: 0 }, () => {}); } catch (error) { console.log(error.code, error.syscall); }
                """).out().strip()).isEqualTo("EACCES listen");
    assertThat(ProgramRun.lines(folder, "console.log(typeof Deno, typeof Bun, 'Deno' in globalThis);"))
        .containsExactly("undefined undefined false");
  }
}
