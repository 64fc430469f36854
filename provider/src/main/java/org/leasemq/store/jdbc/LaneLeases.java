package org.leasemq.store.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Queue;

/**
 * Which lanes are leased, and which are known to be empty although they still have a row. For the
 * pipeline's thread only.
 */
final class LaneLeases {

  /** How many empty lanes keep their rows, so that the next message of the group costs no write. */
  private static final int MAX_IDLE = 10_000;

  private final Map<Long, Held> held = new HashMap<>();
  private final LinkedHashMap<Long, Boolean> idle = new LinkedHashMap<>();
  private final Set<Long> surplus = new LinkedHashSet<>();

  /**
   * A leased lane: how many of its messages are leased, behind which rank its holder goes on, and
   * until when what was given back must wait, whoever frees the lane, as the lane's row says (0: it
   * does not back off).
   */
  static final class Held {
    final Queue queue;
    int outstanding;
    long lastRank;
    long backOffUntil;

    Held(Queue queue) {
      this.queue = queue;
    }
  }

  @Nullable Held held(long lane) {
    return held.get(lane);
  }

  /** Notes that a message of the lane was leased. */
  @CanIgnoreReturnValue
  Held lease(Queue queue, Row.Place place) {
    Held lane = held.computeIfAbsent(place.channel(), id -> new Held(queue));
    lane.outstanding++;
    lane.lastRank = Math.max(lane.lastRank, place.rank());
    return lane;
  }

  /** Notes that nobody leases the lane any more. */
  void free(long lane) {
    held.remove(lane);
  }

  /** How many messages of each leased lane are leased. */
  Map<Long, Integer> outstanding() {
    Map<Long, Integer> outstanding = new HashMap<>();
    held.forEach((id, lane) -> outstanding.put(id, lane.outstanding));
    return outstanding;
  }

  boolean isIdle(long lane) {
    return idle.containsKey(lane);
  }

  void wake(long lane) {
    idle.remove(lane);
  }

  /**
   * Notes that a lane with a row is empty; the one that is empty for longest may lose its row for
   * it.
   */
  void idle(long lane) {
    surplus.remove(lane);
    idle.put(lane, true);
    if (idle.size() > MAX_IDLE) {
      Long eldest = idle.keySet().iterator().next();
      idle.remove(eldest);
      surplus.add(eldest);
    }
  }

  /** The empty lanes whose rows are to be deleted before anything else is written. */
  Set<Long> surplus() {
    return surplus;
  }

  /** Forgets which lanes are empty: their rows count as ready until somebody looks. */
  void forgetIdle() {
    idle.clear();
    surplus.clear();
  }

  /** Forgets all. */
  void clear() {
    forgetIdle();
    held.clear();
  }
}
