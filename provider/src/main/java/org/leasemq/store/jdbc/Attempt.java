package org.leasemq.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.store.Outcome;
import org.leasemq.store.Reader;
import org.leasemq.store.StoreException;

/**
 * One try to commit some units: what became of each, and by which group. Should the store fail in a
 * commit, the last group that the reopened store knows says what was done. For the pipeline's
 * thread only.
 */
final class Attempt {

  private final int units;
  private final List<Outcome> outcomes;
  private final List<Long> groups;
  private int before;
  private @Nullable GroupEffects last;

  Attempt(int units) {
    this.units = units;
    outcomes = new ArrayList<>(units);
    groups = new ArrayList<>(units);
  }

  /** A group begins; memory learns of it by these effects. */
  void begin(GroupEffects effects) {
    last = effects;
    before = outcomes.size();
  }

  /** The next unit has this outcome if this group is committed. */
  void decided(Outcome outcome, long group) {
    outcomes.add(outcome);
    groups.add(group);
  }

  /** The group that began last, of one unit, was not done. */
  void failed(StoreException cause) {
    outcomes.subList(before, outcomes.size()).clear();
    groups.subList(before, groups.size()).clear();
    decided(new Outcome.Failed(cause), 0);
  }

  /** The outcomes if nothing went wrong. */
  List<Outcome> outcomes() {
    return outcomes;
  }

  /** Brings memory up to date if the last group turns out to be committed. */
  Map<Reader, List<Delivery>> applyIfDone(long lastGroup) {
    boolean done = last != null && outcomes.size() > before && isDone(before, lastGroup);
    return done && last != null ? last.apply() : Map.of();
  }

  /** The outcomes if any unit turns out to be done; those that were not have failed. */
  Optional<List<Outcome>> known(long lastGroup) {
    if (outcomes.isEmpty() || !isDone(0, lastGroup)) {
      return Optional.empty();
    }
    List<Outcome> known = new ArrayList<>(units);
    for (int i = 0; i < units; i++) {
      known.add(
          i < outcomes.size() && isDone(i, lastGroup)
              ? outcomes.get(i)
              : new Outcome.Failed(
                  new StoreException("The store failed before this was done; try again", null)));
    }
    return Optional.of(known);
  }

  private boolean isDone(int unit, long lastGroup) {
    return groups.get(unit) <= lastGroup;
  }
}
