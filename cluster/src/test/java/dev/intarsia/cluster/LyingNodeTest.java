package dev.intarsia.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.cluster.frame.Frame;
import dev.intarsia.cluster.frame.FrameBatch;
import dev.intarsia.cluster.frame.FrameCodec;
import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.Task;
import dev.intarsia.protocol.payload.PayloadTag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A member that speaks the wire format and lies in it: it loses its own exchange, and nobody else notices. */
@Timeout(120)
class LyingNodeTest {
  private static final Task<Object, Object> ECHO = Task.of("echo", Object.class, Object.class);
  private static final Duration BEAT = Duration.ofMillis(20);
  private static final int SLOTS = 4;
  private static final byte[] NOTHING = {};
  private static final byte[] NUMBER = new byte[Double.BYTES];

  private final InMemoryNetwork network = new InMemoryNetwork();
  private final List<AutoCloseable> open = new ArrayList<>();
  private ClusterNode server;
  private Pool pool;

  record Lie(String what, List<Frame> frames) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Lie lie(String what, Frame... frames) {
    return new Lie(what, List.of(frames));
  }

  private static Frame call(long id, int task, int length, byte[] piece) {
    return new Frame.Call(id, task, -1, false, PayloadTag.FLOAT64, length, piece);
  }

  static Stream<Lie> lies() {
    List<Frame> tooMany = new ArrayList<>();
    for (int i = 0; i <= SLOTS; i++) {
      tooMany.add(call(i, 0, 16, NUMBER)); // none complete: none ends
    }
    return Stream.of(
        lie("a task that is not there", call(1, 7, 8, NUMBER)),
        lie("a call twice", call(1, 0, 16, NUMBER), call(1, 0, 16, NUMBER)),
        lie("a piece of no call", new Frame.CallPiece(9, NUMBER)),
        lie("more bytes than announced", call(1, 0, 9, NUMBER), new Frame.CallPiece(1, NUMBER)),
        lie("a first piece that is too long", call(1, 0, 4, NUMBER)),
        lie("a payload without a bound", call(1, 0, Integer.MAX_VALUE, NUMBER)),
        lie(
            "a time without a bound",
            new Frame.Call(1, 0, Long.MAX_VALUE, false, PayloadTag.FLOAT64, NUMBER.length, NUMBER)),
        new Lie("more calls than allowed", tooMany),
        lie("an answer to nothing", new Frame.Reply(1, Frame.Ending.RESULT, 9, PayloadTag.NULL, 0, NOTHING)),
        lie("a piece of no answer", new Frame.ReplyPiece(1, NUMBER)),
        lie("frames read that nobody sent", new Frame.Read(0, 1 << 20)));
  }

  @BeforeEach
  void open() {
    server = keep(ClusterNode.builder(network.transport("server"))
        .serve(JavaWorkers.of(1).task(ECHO, value -> value))
        .slots(2 * SLOTS)
        .beat(BEAT, 500)
        .open());
    ClusterNode honest =
        keep(ClusterNode.builder(network.transport("honest")).beat(BEAT, 500).open());
    pool = keep(Pool.builder()
        .closeLimit(Duration.ZERO)
        .workers(RemoteWorkers.of(honest).task(ECHO).lanes(1))
        .build());
    assertThat(pool.call(ECHO, 1.0).await()).isEqualTo(1.0);
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    network.close();
  }

  @ParameterizedTest
  @MethodSource("lies")
  void shouldEndTheExchangeWithWhoLies(Lie lie) {
    Liar liar = new Liar();
    await().until(liar::established);
    liar.tell(lie.frames());
    await().until(() -> server.refusals().containsKey("liar"));
    assertThat(pool.call(ECHO, 2.0).await()).isEqualTo(2.0);
    assertThat(server.refusals()).containsOnlyKeys("liar");
    assertThat(server.underWay()).isZero();
  }

  @Test
  void shouldServeOthersWhateverComes() {
    Random random = new Random(17);
    List<Frame> frames = lies().flatMap(lie -> lie.frames().stream()).toList();
    for (int i = 0; i < 300; i++) {
      Liar liar = new Liar();
      await().until(liar::established);
      byte[] message = FrameBatch.join(
          List.of(liar.encode(1, call(1, 0, 8, NUMBER)), liar.encode(2, frames.get(random.nextInt(frames.size())))));
      for (int change = random.nextInt(6); change > 0; change--) {
        message[random.nextInt(message.length)] = (byte) random.nextInt();
      }
      network.deliver(liar.self(), new Member("server#1", "server"), message);
      assertThat(pool.call(ECHO, (double) i).await()).isEqualTo((double) i);
      network.kill(liar.self());
    }
    await().until(() -> server.underWay() == 0);
  }

  /** Says hello as any node does, until both are established. */
  private final class Liar implements Transport.Listener {
    private final Transport transport = network.transport("liar");
    private volatile long theirEpoch;
    private volatile boolean established;

    Liar() {
      transport.start(this);
    }

    Member self() {
      return transport.self();
    }

    boolean established() {
      return established;
    }

    byte[] encode(long sequence, Frame frame) {
      Frame said = frame instanceof Frame.Read read ? new Frame.Read(theirEpoch, read.sequence()) : frame;
      return FrameCodec.encode(new FrameCodec.Numbered(1, sequence, said));
    }

    void tell(List<Frame> frames) {
      long sequence = 0;
      for (Frame frame : frames) {
        network.deliver(self(), new Member("server#1", "server"), encode(++sequence, frame));
      }
    }

    @Override
    public void joined(Member member) {}

    @Override
    public void received(Member from, byte[] bytes) {
      if (!from.address().equals("server")) {
        return;
      }
      FrameCodec.Numbered numbered = FrameCodec.decode(FrameBatch.split(bytes).getFirst());
      if (numbered.frame() instanceof Frame.Hello) {
        theirEpoch = numbered.epoch();
        transport.send(from, encode(0, new Frame.Hello(theirEpoch, "", List.of())));
      } else if (numbered.frame() instanceof Frame.Credit) {
        established = true;
      }
    }

    @Override
    public void left(Member member) {}

    @Override
    public void removed(String reason) {}
  }
}
