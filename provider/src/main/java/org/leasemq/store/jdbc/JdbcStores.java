package org.leasemq.store.jdbc;

import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.MessageFilter;
import org.leasemq.store.QueueStore;
import org.leasemq.store.StoreException;
import org.leasemq.store.file.JournalSettings;
import org.leasemq.store.file.JournaledFile;

/** Opens the store that a JDBC URL names. */
public final class JdbcStores {

  private static final String MEMORY = "jdbc:h2:mem:";
  private static final Pattern NOT_IN_A_NODE_NAME = Pattern.compile("[^A-Za-z0-9_.-]");

  private JdbcStores() {}

  /**
   * Opens a store.
   *
   * @param url {@code jdbc:h2:file:PATH} (a journaled file), or {@code jdbc:h2:mem:NAME}, which
   *     lives until the JVM ends
   * @param nodeName the name under which XA branches are prepared
   * @param selectors makes the filters of subscriptions' selectors; throws IllegalArgumentException
   *     for what is none
   * @throws StoreException if there is no such store or it cannot be opened; the message says what
   *     to do
   */
  public static QueueStore open(
      String url, String nodeName, Function<String, MessageFilter> selectors) {
    return open(url, nodeName, selectors, InstantSource.system());
  }

  /** Opens a store with a clock of the caller's; for tests. */
  public static QueueStore open(
      String url, String nodeName, Function<String, MessageFilter> selectors, InstantSource clock) {
    return open(url, nodeName, selectors, clock, JournalSettings.DEFAULT);
  }

  /** Opens a store with a clock and a journal size of the caller's; for tests. */
  public static QueueStore open(
      String url,
      String nodeName,
      Function<String, MessageFilter> selectors,
      InstantSource clock,
      JournalSettings journal) {
    JournalSettings named =
        journal.withNodeName(NOT_IN_A_NODE_NAME.matcher(nodeName).replaceAll("_"));
    return new JdbcStore(dialect(url, named), clock, nodeName, selectors);
  }

  private static Dialect dialect(String url, JournalSettings journal) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith(MEMORY) && lower.length() > MEMORY.length()) {
      return new H2Dialect(url, () -> url + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE");
    }
    if (lower.startsWith("jdbc:h2:")) {
      try {
        // Checked now, and made for each connection anew: H2 must not share it between openings.
        var unused = JournaledFile.jdbcUrl(url, journal);
        return new H2Dialect(url, () -> JournaledFile.jdbcUrl(url, journal));
      } catch (IllegalArgumentException e) {
        throw unknown(url, e.getMessage());
      }
    }
    throw unknown(url, "there is no such kind of store");
  }

  private static StoreException unknown(String url, @Nullable String why) {
    return new StoreException(
        "LeaseMQ cannot use the URL '"
            + url
            + "': "
            + why
            + ". Use jdbc:h2:file:PATH for a store on disk, or jdbc:h2:mem:NAME for one in memory.",
        null);
  }
}
