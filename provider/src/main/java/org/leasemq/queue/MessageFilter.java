package org.leasemq.queue;

import java.util.function.Predicate;

/**
 * A message selector as the engine sees it: a text that tells filters apart, and a test. The test
 * is called from the node's own threads.
 */
public record MessageFilter(String text, Predicate<StoredMessage> test) {

  /** Whether the message is selected. */
  public boolean matches(StoredMessage message) {
    return test.test(message);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MessageFilter filter && filter.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
