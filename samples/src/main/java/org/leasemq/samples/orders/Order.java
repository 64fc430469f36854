package org.leasemq.samples.orders;

/**
 * One line of the order file: {@code id,customer,sequence,cents}. It is also the body of the
 * order's message. Immutable.
 *
 * @param id names the order; a line that is sent again carries the same id
 * @param customer whose order it is, and so the message group
 * @param sequence the customer's own count of orders, from 1
 * @param cents the amount; an order of nothing or less is refused by the application
 */
public record Order(String id, String customer, int sequence, long cents) {

  /** Reads the line that {@link #line} writes. */
  public static Order parse(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != 4) {
      throw new IllegalArgumentException("Not an order (id,customer,sequence,cents): " + line);
    }
    return new Order(fields[0], fields[1], Integer.parseInt(fields[2]), Long.parseLong(fields[3]));
  }

  /** The order as a line of text, without a line end. */
  public String line() {
    return id + "," + customer + "," + sequence + "," + cents;
  }

  /** Whether the application can take this order; one that it cannot is poison. */
  public boolean isValid() {
    return cents > 0;
  }
}
