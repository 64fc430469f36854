package org.leasemq.cuts;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * What the application did and was told, over all lives of a disk; it notices at once what cannot
 * be (a message that comes back after its acknowledge, two holders, a broken order), and {@link
 * #settle} compares it with what is there.
 *
 * <p>Thread use: any number of threads.
 */
final class Ledger {

  @GuardedBy("this")
  private final Map<String, Letter> letters = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, List<Letter>> groups = new HashMap<>();

  @GuardedBy("this")
  private final List<Deal> open = new ArrayList<>();

  @GuardedBy("this")
  private final List<String> problems = new ArrayList<>();

  @GuardedBy("this")
  private final List<Overtaken> overtaken = new ArrayList<>();

  @GuardedBy("this")
  private String chapter = "";

  @GuardedBy("this")
  private long indexes;

  @GuardedBy("this")
  private int told;

  /** Begins a deal. */
  synchronized Deal begin(String worker, @Nullable Xid xid) {
    Deal deal = new Deal(worker, xid);
    open.add(deal);
    return deal;
  }

  /** A new letter that this deal is to send. */
  synchronized Letter write(
      Deal deal, String queue, @Nullable String group, int size, boolean poison) {
    Letter letter = new Letter(indexes++, queue, group, size, poison);
    letters.put(letter.id(), letter);
    groups.computeIfAbsent(queue + "/" + group, name -> new ArrayList<>()).add(letter);
    letter.senders.add(deal);
    letter.floating = deal.xid != null; // its place is drawn when the branch is committed
    deal.sends.add(letter);
    return letter;
  }

  /** A letter to be sent once more with its deduplication id; null if there is none. */
  synchronized @Nullable Letter again(Deal deal, @Nullable String group, Random random) {
    List<Letter> own = groups.getOrDefault(group, List.of());
    if (own.isEmpty()) {
      return null;
    }
    Letter letter = own.get(Math.max(0, own.size() - 1 - random.nextInt(20)));
    letter.floating |= letter.senders.stream().noneMatch(sender -> sender.state == State.DONE);
    letter.senders.add(deal);
    deal.sends.add(letter);
    return letter;
  }

  synchronized void become(Deal deal, State state) {
    if (state == State.DONE || state == State.NOT) {
      told++;
    }
    if (state == State.DONE && deal.seenNot) {
      problem("Told to be done, and seen not to be: " + deal + " " + deal.takes + deal.sends);
    }
    if (state == State.NOT && deal.seenDone) {
      problem("Told not to be done, and seen to be: " + deal + " " + deal.takes + deal.sends);
    }
    deal.state = state;
  }

  synchronized void problem(String text) {
    problems.add(chapter + ": " + text);
  }

  /** What happens now, to explain a problem. */
  synchronized void chapter(String text) {
    chapter = chapter + ", " + text;
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  /** How often the application was told an outcome. */
  synchronized int told() {
    return told;
  }

  /** The deal has received a message; null if there is no such letter. */
  synchronized @Nullable Letter received(Deal deal, String id, String from, int count) {
    Letter letter = letters.get(id);
    if (letter == null) {
      problem("Never sent: " + id);
      return null;
    }
    checkSender(letter);
    for (Deal taker : letter.takers) {
      checkTaker(letter, taker, deal);
    }
    checkPlace(letter, from);
    letter.attempts++;
    if (count < 1 || count > letter.attempts) {
      problem("The delivery count is " + count + ": " + letter);
    }
    if (from.equals(letter.queue) && letter.group != null && !letter.floating) {
      checkOrder(letter, deal);
    }
    letter.takers.add(deal);
    deal.takes.add(letter);
    return letter;
  }

  /** Whether a message has the body that it was sent with. */
  synchronized void checkBody(String id, byte[] body) {
    Letter letter = letters.get(id);
    if (letter != null && !Arrays.equals(letter.body(), body)) {
      problem("Another body: " + letter);
    }
  }

  private void checkSender(Letter letter) {
    Deal only = null;
    for (Deal sender : letter.senders) {
      if (sender.state == State.DONE) {
        return;
      }
      if (sender.state != State.NOT) {
        only = only == null ? sender : null;
      }
    }
    if (letter.senders.stream().allMatch(sender -> sender.state == State.NOT)) {
      problem("Received, though its sender was told that it was not sent: " + letter);
    } else if (only != null && letter.senders.size() == 1) {
      only.seenDone = true;
    }
  }

  private void checkTaker(Letter letter, Deal taker, Deal now) {
    switch (taker.state) {
      case DONE -> problem("Came back after its acknowledge, to " + now + ": " + letter);
      case PREPARED -> problem("Came though a prepared branch has it, to " + now + ": " + letter);
      case OPEN -> problem("Has two holders, the new one is " + now + ": " + letter);
      default -> taker.seenNot = true;
    }
  }

  private void checkPlace(Letter letter, String queue) {
    boolean dead = queue.equals(Provider.DEAD) || queue.equals(Provider.DEAD_FIFO);
    if (dead ? letter.attempts < Provider.MAX_RECEIVE_COUNT : !queue.equals(letter.queue)) {
      problem("Is in " + queue + ": " + letter);
    }
  }

  /** A message was received before an earlier one of its group, which had so many takers then. */
  private record Overtaken(Letter earlier, int takers, String text) {

    /** An acknowledge by the session may come before the application has noted the message. */
    boolean isExplained() {
      return earlier.takers.size() > takers && earlier.takers.get(takers).automatic;
    }
  }

  @GuardedBy("this")
  private void checkOrder(Letter letter, Deal deal) {
    for (Letter earlier : groups.getOrDefault(letter.queue + "/" + letter.group, List.of())) {
      if (earlier.index < letter.index
          && !earlier.floating
          && earlier.attempts < Provider.MAX_RECEIVE_COUNT
          && earlier.senders.stream().anyMatch(sender -> sender.state == State.DONE)
          && earlier.takers.stream().noneMatch(taker -> isBefore(taker, deal))) {
        String text = "Out of order, to " + deal + ": " + letter + " before " + earlier;
        overtaken.add(new Overtaken(earlier, earlier.takers.size(), text));
      }
    }
  }

  /** Whether what follows may be taken now: it is gone, may be, or is the same session's. */
  private static boolean isBefore(Deal taker, Deal deal) {
    return switch (taker.state) {
      case OPEN -> taker == deal;
      case NOT, PREPARED -> false;
      default -> true;
    };
  }

  /** The branches that the application was told are prepared, or may be. */
  synchronized @Nullable Deal undecided(Xid xid) {
    return open.stream().filter(deal -> xid.equals(deal.xid)).findFirst().orElse(null);
  }

  /** The letters that should be visible and are not, as far as is known; to explain a failure. */
  synchronized List<Letter> missing(Set<String> there) {
    return letters.values().stream()
        .filter(letter -> has(letter.senders, State.DONE) && !has(letter.takers, State.DONE))
        .filter(letter -> !there.contains(letter.id()))
        .toList();
  }

  /** How many messages these prepared branches hold. */
  synchronized int held(Set<Branch> prepared) {
    return open.stream()
        .filter(deal -> deal.xid != null && prepared.contains(deal.xid))
        .mapToInt(deal -> deal.takes.size())
        .sum();
  }

  /**
   * Compares with what is there, while nobody is at work; from then on it is known what became of
   * each deal.
   *
   * @param there the queue of each message that is visible
   * @param prepared the branches that are prepared
   */
  synchronized void settle(Map<String, String> there, Set<Branch> prepared) {
    for (Deal deal : open) {
      deal.state = endOf(deal, prepared);
    }
    Set<Xid> known = new HashSet<>();
    open.stream().filter(deal -> deal.state == State.PREPARED).forEach(d -> known.add(d.xid));
    prepared.stream().filter(xid -> !known.contains(xid)).forEach(x -> problem("Prepared: " + x));

    Set<Letter> touched = new HashSet<>();
    open.forEach(deal -> touched.addAll(deal.sends));
    open.forEach(deal -> touched.addAll(deal.takes));
    boolean goesOn = true;
    while (goesOn) {
      while (resolve(touched, there)) {
        // What is known of one deal may say more of others.
      }
      goesOn = guessOne();
    }
    overtaken.stream().filter(o -> !o.isExplained()).forEach(o -> problem(o.text()));
    overtaken.clear();
    letters.values().forEach(letter -> compare(letter, there.get(letter.id())));
    Set<String> unknown = new HashSet<>(there.keySet());
    unknown.removeAll(letters.keySet());
    unknown.forEach(this::problem);
    open.removeIf(deal -> deal.state != State.PREPARED);
  }

  private State endOf(Deal deal, Set<Branch> prepared) {
    boolean there = deal.xid != null && prepared.contains(deal.xid);
    State end =
        switch (deal.state) {
          case DONE, NOT -> deal.state;
          case OPEN -> State.NOT;
          case MAYBE, ENDING -> State.MAYBE;
          case PREPARED -> there ? State.PREPARED : State.DONE;
          case PREPARE_MAYBE, ROLLBACK_MAYBE -> there ? State.PREPARED : State.NOT;
          case COMMIT_MAYBE -> there ? State.PREPARED : State.DONE;
        };
    if (deal.state == State.PREPARED && !there) {
      problem("The prepared branch is gone: " + deal);
    }
    if (end == State.MAYBE && deal.seenDone) {
      end = State.DONE;
    } else if (end == State.MAYBE && deal.seenNot) {
      end = State.NOT;
    }
    if ((end == State.DONE && deal.seenNot) || (end == State.NOT && deal.seenDone)) {
      problem("Seen to be done in part: " + deal + " " + deal.takes + deal.sends);
    }
    return end;
  }

  private static boolean resolve(Set<Letter> touched, Map<String, String> there) {
    boolean changed = false;
    for (Letter letter : touched) {
      if (there.containsKey(letter.id())) {
        changed |= all(letter.takers, State.NOT);
        changed |= !has(letter.senders, State.DONE) && only(letter.senders, State.DONE);
      } else if (has(letter.takers, State.DONE) || has(letter.takers, State.PREPARED)) {
        changed |= !has(letter.senders, State.DONE) && only(letter.senders, State.DONE);
      } else if (has(letter.senders, State.DONE)) {
        changed |= only(letter.takers, State.DONE);
      } else if (!has(letter.takers, State.MAYBE)) {
        changed |= all(letter.senders, State.NOT);
      }
    }
    return changed;
  }

  private static boolean has(List<Deal> deals, State state) {
    return deals.stream().anyMatch(deal -> deal.state == state);
  }

  private static boolean all(List<Deal> deals, State state) {
    boolean changed = has(deals, State.MAYBE);
    deals.stream().filter(d -> d.state == State.MAYBE).forEach(d -> d.state = state);
    return changed;
  }

  /** If one deal alone is in doubt, it is known now. */
  private static boolean only(List<Deal> deals, State state) {
    return deals.stream().filter(d -> d.state == State.MAYBE).count() == 1 && all(deals, state);
  }

  /** Several deals explain what is there, so any will do. */
  @GuardedBy("this")
  private boolean guessOne() {
    Deal doubtful =
        open.stream().filter(deal -> deal.state == State.MAYBE).findFirst().orElse(null);
    if (doubtful != null) {
      doubtful.state = State.DONE;
    }
    return doubtful != null;
  }

  private void compare(Letter letter, @Nullable String queue) {
    boolean expected =
        has(letter.senders, State.DONE)
            && !has(letter.takers, State.DONE)
            && !has(letter.takers, State.PREPARED);
    if (expected && queue == null) {
      problem("Lost: " + letter);
    } else if (!expected && queue != null) {
      problem("There, and should not be: " + letter);
    } else if (queue != null) {
      checkPlace(letter, queue);
    }
  }
}
