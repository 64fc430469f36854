package org.leasemq.samples.orders.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.samples.orders.Order;
import org.leasemq.samples.orders.OrderFile;

/** The checker finds everything that can go wrong with a table or a queue. */
class CheckerTest {

  private final List<Order> lines = OrderFile.generate(7, 1_000, 20);
  private final List<Order> booked =
      new ArrayList<>(lines.stream().distinct().filter(Order::isValid).toList());
  private final List<String> confirmations =
      new ArrayList<>(booked.stream().map(Order::id).toList());
  private final List<DeadLetter> deadLetters =
      new ArrayList<>(
          lines.stream()
              .distinct()
              .filter(order -> !order.isValid())
              .map(order -> new DeadLetter(order.id(), "refused", "orders.fifo"))
              .toList());
  private int waiting;
  private int inDoubt;

  @Test
  void rightTablesAreRight() {
    assertEquals(List.of(), wrong());
    assertEquals("20", found("duplicates suppressed"));
    assertEquals("5", found("dead letters"));
    assertEquals("5", found("  from orders.fifo: refused"));
    assertEquals("975", found("processed"));
  }

  @Test
  void customersMayBeInterleavedInAnyWay() {
    booked.sort((one, other) -> one.customer().compareTo(other.customer()));
    assertEquals(List.of(), wrong());
  }

  @Test
  void aDeadLetterIsAGapAndNoViolation() {
    Order poison = lines.stream().filter(order -> !order.isValid()).findFirst().orElseThrow();
    assertTrue(
        booked.stream()
            .anyMatch(
                row ->
                    row.customer().equals(poison.customer())
                        && row.sequence() > poison.sequence()));
    assertEquals("0", found("order violations per customer"));
  }

  @Test
  void findsALostRow() {
    Order lost = booked.remove(100);
    assertEquals(List.of("duplicates suppressed", "processed", "lost"), wrong());
    assertEquals(List.of(lost.id()), figure("lost").examples());
  }

  @Test
  void findsALostRowBehindADoubleOne() {
    booked.set(100, booked.get(99));
    assertEquals(List.of("lost", "processed twice"), wrong());
  }

  @Test
  void findsADoubleRow() {
    Order twice = booked.get(100);
    booked.add(101, twice);
    assertEquals(List.of("duplicates suppressed", "processed", "processed twice"), wrong());
    assertEquals(List.of(twice.id()), figure("processed twice").examples());
  }

  @Test
  void findsADuplicateThatWasNotSuppressedAndThenProcessedOutOfOrder() {
    Order twice = booked.get(0);
    booked.add(twice);
    assertEquals(
        List.of(
            "duplicates suppressed",
            "processed",
            "order violations per customer",
            "processed twice"),
        wrong());
  }

  @Test
  void findsAnOrderViolation() {
    String customer = booked.get(0).customer();
    int next = 1;
    while (!booked.get(next).customer().equals(customer)) {
      next++;
    }
    Collections.swap(booked, 0, next);
    assertEquals(List.of("order violations per customer"), wrong());
    assertEquals("1", found("order violations per customer"));
  }

  @Test
  void findsALostConfirmation() {
    confirmations.remove(5);
    assertEquals(List.of("confirmations", "confirmations lost"), wrong());
  }

  @Test
  void findsADoubleConfirmation() {
    confirmations.add(confirmations.get(5));
    assertEquals(List.of("confirmations", "confirmed twice"), wrong());
  }

  @Test
  void findsAConfirmationOfARefusedOrder() {
    confirmations.add(deadLetters.get(0).order());
    assertEquals(List.of("confirmations", "confirmed although refused"), wrong());
  }

  @Test
  void findsPoisonThatWasProcessedAfterAll() {
    DeadLetter letter = deadLetters.remove(0);
    Order poison =
        lines.stream().filter(line -> line.id().equals(letter.order())).findFirst().orElseThrow();
    booked.add(poison);
    assertTrue(
        wrong().containsAll(List.of("processed", "dead letters", "processed although refused")));
  }

  @Test
  void findsAGoodOrderAmongTheDeadLetters() {
    Order good = booked.remove(5);
    deadLetters.add(new DeadLetter(good.id(), "max receive count", "orders.fifo"));
    assertEquals(
        List.of("processed", "dead letters", "good orders among the dead letters"), wrong());
  }

  @Test
  void findsADoubleDeadLetter() {
    deadLetters.add(deadLetters.get(0));
    assertEquals(List.of("duplicates suppressed", "dead letters", "dead letters twice"), wrong());
  }

  @Test
  void findsALostDeadLetter() {
    deadLetters.remove(0);
    assertEquals(List.of("duplicates suppressed", "dead letters", "lost"), wrong());
  }

  @Test
  void findsWhatIsLeftInTheQueue() {
    booked.remove(booked.size() - 1);
    waiting = 1;
    assertEquals(List.of("processed", "lost", "left in the queue"), wrong());
  }

  @Test
  void findsBranchesThatWereNotRecovered() {
    inDoubt = 2;
    assertEquals(List.of("branches left in doubt"), wrong());
  }

  @Test
  void findsARowThatDiffersFromItsLine() {
    Order order = booked.get(5);
    booked.set(5, new Order(order.id(), order.customer(), order.sequence(), order.cents() + 1));
    assertEquals(List.of("rows that differ from their line"), wrong());
  }

  @Test
  void findsARowThatNobodyOrdered() {
    booked.add(new Order("order-999999", "customer-001", 999, 1));
    assertFalse(figure("processed although refused").isRight());
  }

  private List<Figure> figures() {
    return new Checker(new Evidence(lines, booked, confirmations, deadLetters, waiting, inDoubt))
        .check();
  }

  private List<String> wrong() {
    return figures().stream().filter(figure -> !figure.isRight()).map(Figure::name).toList();
  }

  private Figure figure(String name) {
    return figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String found(String name) {
    return figure(name).found();
  }
}
