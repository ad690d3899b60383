package dev.intarsia.host.pool;

import dev.intarsia.host.Balancer;
import dev.intarsia.host.lane.Lane;
import dev.intarsia.host.lane.LaneCall;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Picks the lane for a call. */
final class LaneChooser {
  /** Lanes looked at for an idle one: looking costs more than a short call does. */
  private static final int LOOKS = 8;

  private final Balancer balancer;
  private final Lane[] lanes;
  private final AtomicInteger cursor = new AtomicInteger();

  LaneChooser(Balancer balancer, Lane[] lanes) {
    this.balancer = balancer;
    this.lanes = lanes;
  }

  Lane choose(LaneCall<?> call) {
    if (lanes.length == 1) {
      return lanes[0];
    }
    Object key = key(call);
    if (isTied(call, balancer)) {
      return lanes[Math.floorMod(Objects.hashCode(key == null ? call.argument() : key), lanes.length)];
    }
    return switch (balancer) {
      case WORK_STEALING -> nextOrIdle();
      case ROUND_ROBIN, AFFINITY -> next();
      case RANDOM_LANE -> any();
      case FIRST_IDLE -> firstIdle();
      case FIRST_IDLE_OR_RANDOM -> firstIdleOrAny();
      case LEAST_USED -> leastUsed();
    };
  }

  private static @Nullable Object key(LaneCall<?> call) {
    var extras = call.extras();
    return extras == null ? null : extras.affinity();
  }

  /** Whether the call goes to a lane of its own, however busy that is. */
  static boolean isTied(LaneCall<?> call, Balancer balancer) {
    return key(call) != null || balancer == Balancer.AFFINITY;
  }

  private int turn() {
    return Math.floorMod(cursor.getAndIncrement(), lanes.length);
  }

  private Lane next() {
    return lanes[turn()];
  }

  /** The next, unless it is busy and one soon after it is not. */
  private Lane nextOrIdle() {
    int first = turn();
    for (int i = 0; i < Math.min(lanes.length, LOOKS); i++) {
      Lane lane = lanes[(first + i) % lanes.length];
      if (!lane.busy()) {
        return lane;
      }
    }
    return lanes[first];
  }

  private Lane any() {
    return lanes[ThreadLocalRandom.current().nextInt(lanes.length)];
  }

  private Lane firstIdle() {
    for (Lane lane : lanes) {
      if (!lane.busy()) {
        return lane;
      }
    }
    return next();
  }

  private Lane firstIdleOrAny() {
    for (Lane lane : lanes) {
      if (!lane.busy()) {
        return lane;
      }
    }
    return any();
  }

  private Lane leastUsed() {
    int first = turn();
    Lane best = lanes[first];
    long least = best.load();
    for (int i = 1; i < lanes.length && least > 0; i++) {
      Lane lane = lanes[(first + i) % lanes.length];
      long load = lane.load();
      if (load < least) {
        least = load;
        best = lane;
      }
    }
    return best;
  }
}
