package dev.intarsia.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport does. */
@Timeout(300)
public abstract class TransportContract {
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(90);

  private final List<Transport> open = new ArrayList<>();

  /** The first that is asked for begins the cluster, the others join it. */
  protected abstract Transport transport(String name) throws Exception;

  @AfterEach
  void close() {
    open.reversed().forEach(Transport::close);
  }

  private Recorder started(String name) throws Exception {
    Transport transport = transport(name);
    open.add(transport);
    Recorder recorder = new Recorder(transport);
    transport.start(recorder);
    return recorder;
  }

  private static void awaitMembers(Recorder at, Recorder... others) {
    Set<Member> expected =
        Set.of(others).stream().map(other -> other.transport.self()).collect(Collectors.toSet());
    await().atMost(JOIN_LIMIT).until(() -> at.transport.members().equals(expected) && at.joined.containsAll(expected));
  }

  @Test
  void shouldTellEveryMemberOfEveryOther() throws Exception {
    Recorder one = started("one");
    Recorder two = started("two");
    Recorder three = started("three");
    awaitMembers(one, two, three);
    awaitMembers(two, one, three);
    awaitMembers(three, one, two);
    assertThat(one.joined).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void shouldDeliverMessagesOfAnySizeInOrder() throws Exception {
    Recorder one = started("one");
    Recorder two = started("two");
    awaitMembers(one, two);
    awaitMembers(two, one);
    int[] sizes = {1, 0, 1000, Transport.MAX_MESSAGE_BYTES, 7};
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[sizes[i % sizes.length]];
      if (bytes.length > 0) {
        bytes[0] = (byte) i;
        bytes[bytes.length - 1] = (byte) i;
      }
      one.transport.send(two.transport.self(), bytes);
    }
    for (int i = 0; i < 200; i++) {
      Message message = two.messages.poll(60, TimeUnit.SECONDS);
      assertThat(message).isNotNull();
      assertThat(message.from).isEqualTo(one.transport.self());
      assertThat(message.bytes).hasSize(sizes[i % sizes.length]);
      if (message.bytes.length > 0) {
        assertThat(message.bytes[message.bytes.length - 1]).isEqualTo((byte) i);
      }
    }
  }

  @Test
  void shouldTellOnceWhoLeavesAndThatItselfIsOut() throws Exception {
    Recorder one = started("one");
    Recorder two = started("two");
    awaitMembers(one, two);
    awaitMembers(two, one);
    two.transport.close();
    await().atMost(JOIN_LIMIT).until(() -> one.left.contains(two.transport.self()));
    await().atMost(JOIN_LIMIT).until(() -> two.removed.size() == 1);
    assertThat(one.left).hasSize(1);
    assertThat(one.removed).isEmpty();
    assertThat(one.transport.members()).isEmpty();
    one.transport.send(two.transport.self(), new byte[1]); // dropped
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Message(Member from, byte[] bytes) {}

  private static final class Recorder implements Transport.Listener {
    private final Transport transport;
    private final List<Member> joined = new CopyOnWriteArrayList<>();
    private final List<Member> left = new CopyOnWriteArrayList<>();
    private final List<String> removed = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    Recorder(Transport transport) {
      this.transport = transport;
    }

    @Override
    public void joined(Member member) {
      joined.add(member);
    }

    @Override
    public void received(Member from, byte[] bytes) {
      messages.add(new Message(from, bytes));
    }

    @Override
    public void left(Member member) {
      left.add(member);
    }

    @Override
    public void removed(String reason) {
      removed.add(reason);
    }
  }
}
