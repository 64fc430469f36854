package org.leasemq.queue;

import java.lang.System.Logger.Level;
import java.util.function.Predicate;

/**
 * A message selector as the engine sees it: a text that tells filters apart, and a test. The test
 * is called from the node's own threads, also once a group is committed: so a test that throws has
 * not selected the message, and nothing else happens.
 */
public record MessageFilter(String text, Predicate<StoredMessage> test) {

  private static final System.Logger LOG = System.getLogger(MessageFilter.class.getName());

  /** Whether the message is selected; it never throws. */
  public boolean matches(StoredMessage message) {
    try {
      return test.test(message);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A message is not selected, as this filter fails: " + text, e);
      return false;
    }
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
