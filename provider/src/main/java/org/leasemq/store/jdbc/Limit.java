package org.leasemq.store.jdbc;

/** What is left of a demand. For one thread. */
final class Limit {

  /** How many rows one claim looks at for one view at most; the rest is for the next claim. */
  private static final int MAX_EXAMINED = 2_000;

  private int messages;
  private long bytes;
  private int examined;

  Limit(int messages, long bytes) {
    this.messages = messages;
    this.bytes = bytes;
  }

  boolean isOpen() {
    return messages > 0 && bytes > 0 && examined < MAX_EXAMINED;
  }

  /** How many rows to ask the database for. */
  int page() {
    return Math.min(messages, 256);
  }

  /** How many bytes to ask the database for. */
  long bytes() {
    return bytes;
  }

  void examined() {
    examined++;
  }

  int examinedRows() {
    return examined;
  }

  void take(Row row) {
    messages--;
    bytes -= row.message().size();
  }
}
