package org.leasemq.samples.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A file of orders, one {@link Order#line} each, without a header. Safe for any thread.
 *
 * <p>A generated file has 2 % resends, which repeat one of the 300 orders before them exactly, and
 * 0.5 % orders that the application refuses. The same seed gives the same file.
 */
public final class OrderFile {

  private static final int RESEND_REACH = 300;
  private static final int MAX_CENTS = 100_000;

  private OrderFile() {}

  /** Makes orders of {@code customers} customers, the same for the same arguments. */
  public static List<Order> generate(long seed, int lines, int customers) {
    Random random = new Random(seed);
    List<Integer> special = new ArrayList<>(IntStream.range(1, lines).boxed().toList());
    Collections.shuffle(special, random);
    int resends = lines / 50;
    int poison = lines / 200;
    LineKind[] kinds = new LineKind[lines];
    Arrays.fill(kinds, LineKind.ORDER);
    special.subList(0, resends).forEach(line -> kinds[line] = LineKind.RESEND);
    special.subList(resends, resends + poison).forEach(line -> kinds[line] = LineKind.POISON);
    return generate(random, kinds, customers);
  }

  private static List<Order> generate(Random random, LineKind[] kinds, int customers) {
    int[] sequences = new int[customers];
    List<Order> originals = new ArrayList<>();
    List<Order> orders = new ArrayList<>();
    for (LineKind kind : kinds) {
      if (kind == LineKind.RESEND) {
        int back = 1 + random.nextInt(Math.min(originals.size(), RESEND_REACH));
        orders.add(originals.get(originals.size() - back));
        continue;
      }
      int customer = random.nextInt(customers);
      Order order =
          new Order(
              String.format("order-%06d", originals.size() + 1),
              String.format("customer-%03d", customer),
              ++sequences[customer],
              kind == LineKind.POISON ? -1 : 1 + random.nextInt(MAX_CENTS));
      originals.add(order);
      orders.add(order);
    }
    return orders;
  }

  /** Writes the orders to the file, replacing what was there. */
  public static void write(Path file, List<Order> orders) throws IOException {
    Files.write(file, orders.stream().map(Order::line).toList());
  }

  /** Reads all orders of the file. */
  public static List<Order> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Order::parse).toList();
  }

  private enum LineKind {
    ORDER,
    RESEND,
    POISON
  }
}
