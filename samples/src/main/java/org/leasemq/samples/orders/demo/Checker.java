package org.leasemq.samples.orders.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.leasemq.samples.orders.Order;

/**
 * Derives from the input file alone what must have become of it, and compares. It trusts nothing
 * that the server or the driver of the demo has counted. One thread only.
 *
 * <p>The order of a customer is the order of the committed rows; a dead letter is a gap there.
 */
final class Checker {

  private final Evidence evidence;
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private final Set<String> valid;
  private final Set<String> poison;

  Checker(Evidence evidence) {
    this.evidence = evidence;
    evidence.lines().forEach(line -> orders.putIfAbsent(line.id(), line));
    valid = orders.values().stream().filter(Order::isValid).map(Order::id).collect(toSet());
    poison = orders.keySet().stream().filter(id -> !valid.contains(id)).collect(toSet());
  }

  /** All figures, the wrong ones among them. */
  List<Figure> check() {
    List<String> booked = evidence.booked().stream().map(Order::id).toList();
    List<String> confirmed = evidence.confirmations();
    List<String> dead = evidence.deadLetters().stream().map(DeadLetter::order).toList();
    int cameOut = booked.size() + dead.size() + evidence.waiting();

    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.exactly(
            "duplicates suppressed",
            evidence.lines().size() - orders.size(),
            evidence.lines().size() - cameOut));
    figures.add(Figure.exactly("processed", valid.size(), booked.size()));
    figures.add(Figure.exactly("confirmations", valid.size(), confirmed.size()));
    figures.add(Figure.exactly("dead letters", poison.size(), dead.size()));
    figures.addAll(reasons());
    figures.add(Figure.none("order violations per customer", orderViolations()));
    figures.add(Figure.none("lost", missing(orders.keySet(), booked, dead)));
    figures.add(Figure.none("processed twice", repeated(booked)));
    figures.add(Figure.none("processed although refused", outside(valid, booked)));
    figures.add(Figure.none("rows that differ from their line", altered()));
    figures.add(Figure.none("confirmations lost", missing(valid, confirmed)));
    figures.add(Figure.none("confirmed twice", repeated(confirmed)));
    figures.add(Figure.none("confirmed although refused", outside(valid, confirmed)));
    figures.add(Figure.none("dead letters twice", repeated(dead)));
    figures.add(Figure.none("good orders among the dead letters", outside(poison, dead)));
    figures.add(Figure.exactly("left in the queue", 0, evidence.waiting()));
    figures.add(Figure.exactly("branches left in doubt", 0, evidence.inDoubt()));
    return figures;
  }

  private List<Figure> reasons() {
    Map<String, Long> counts =
        evidence.deadLetters().stream()
            .collect(
                Collectors.groupingBy(
                    letter -> letter.source() + ": " + letter.reason(),
                    TreeMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(entry -> Figure.info("  from " + entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Rows of one customer whose sequence is behind that of an earlier row. */
  private List<String> orderViolations() {
    Map<String, Order> newest = new HashMap<>();
    List<String> violations = new ArrayList<>();
    for (Order row : evidence.booked()) {
      Order before = newest.get(row.customer());
      if (before != null && row.sequence() < before.sequence()) {
        violations.add(row.line() + " after " + before.line());
      } else {
        newest.put(row.customer(), row);
      }
    }
    return violations;
  }

  private List<String> altered() {
    return evidence.booked().stream()
        .filter(row -> orders.containsKey(row.id()) && !row.equals(orders.get(row.id())))
        .map(Order::line)
        .toList();
  }

  @SafeVarargs
  private static List<String> missing(Set<String> expected, List<String>... places) {
    Set<String> found = new HashSet<>();
    for (List<String> place : places) {
      found.addAll(place);
    }
    return expected.stream().filter(id -> !found.contains(id)).toList();
  }

  private static List<String> repeated(List<String> ids) {
    Set<String> seen = new HashSet<>();
    return ids.stream().filter(id -> !seen.add(id)).toList();
  }

  private static List<String> outside(Set<String> allowed, List<String> ids) {
    return ids.stream().filter(id -> !allowed.contains(id)).toList();
  }

  private static Collector<String, ?, Set<String>> toSet() {
    return Collectors.toCollection(LinkedHashSet::new);
  }
}
