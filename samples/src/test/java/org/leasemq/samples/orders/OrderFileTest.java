package org.leasemq.samples.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated file is what the demo promises. */
class OrderFileTest {

  private final List<Order> lines = OrderFile.generate(1, 20_000, 500);

  @Test
  void theSameSeedGivesTheSameFile() {
    assertEquals(lines, OrderFile.generate(1, 20_000, 500));
    assertNotEquals(lines, OrderFile.generate(2, 20_000, 500));
  }

  @Test
  void hasItsSharesOfResendsAndPoison() {
    assertEquals(20_000, lines.size());
    List<Order> orders = lines.stream().distinct().toList();
    assertEquals(19_600, orders.size());
    assertEquals(19_600, orders.stream().map(Order::id).distinct().count());
    assertEquals(100, orders.stream().filter(order -> !order.isValid()).count());
    assertEquals(500, orders.stream().map(Order::customer).distinct().count());
  }

  @Test
  void countsEachCustomersOrders() {
    Map<String, Integer> sequences = new HashMap<>();
    lines.stream()
        .distinct()
        .forEach(
            order ->
                assertEquals(sequences.merge(order.customer(), 1, Integer::sum), order.sequence()));
  }

  @Test
  void isReadAsItWasWritten(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("orders.csv");
    OrderFile.write(file, lines);
    assertEquals(lines, OrderFile.read(file));
  }

  @Test
  void refusesWhatIsNoOrder() {
    assertThrows(IllegalArgumentException.class, () -> Order.parse("one,two"));
    assertThrows(IllegalArgumentException.class, () -> Order.parse("one,two,three,4"));
  }
}
