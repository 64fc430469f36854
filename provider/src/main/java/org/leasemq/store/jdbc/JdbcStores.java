package org.leasemq.store.jdbc;

import java.time.InstantSource;
import java.util.Locale;
import org.leasemq.store.QueueStore;
import org.leasemq.store.StoreException;

/** Opens the store that a JDBC URL names. */
public final class JdbcStores {

  private JdbcStores() {}

  /**
   * Opens a store.
   *
   * @param url {@code jdbc:h2:file:PATH} (a journaled file), or {@code jdbc:h2:mem:NAME}, which
   *     lives until the JVM ends
   * @param nodeName the name under which XA branches are prepared
   * @throws StoreException if there is no such store or it cannot be opened; the message says what
   *     to do
   */
  public static QueueStore open(String url, String nodeName) {
    return open(url, nodeName, InstantSource.system());
  }

  /** Opens a store with a clock of the caller's; for tests. */
  public static QueueStore open(String url, String nodeName, InstantSource clock) {
    return new JdbcStore(dialect(url), clock, nodeName);
  }

  private static Dialect dialect(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:h2:mem:") && lower.length() > "jdbc:h2:mem:".length()) {
      return new H2Dialect(url + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE");
    }
    if (lower.startsWith("jdbc:h2:")) {
      return new H2Dialect(
          url + ";DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=0;MAX_COMPACT_TIME=0;WRITE_DELAY=0");
    }
    throw new StoreException(
        "LeaseMQ has no store for the URL '"
            + url
            + "'. Use jdbc:h2:file:PATH for a store on disk, or jdbc:h2:mem:NAME for one in memory.",
        null);
  }
}
