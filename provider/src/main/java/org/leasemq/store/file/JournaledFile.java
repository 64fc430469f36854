package org.leasemq.store.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.store.fs.FilePath;

/**
 * The entry: names an H2 database so that nothing that was synced is lost at a power cut.
 *
 * <p>Thread use: any number of threads.
 */
public final class JournaledFile {

  private static final String H2 = "jdbc:h2:";
  private static final Set<String> OTHER_KINDS = Set.of("mem:", "tcp:", "ssl:", "zip:");
  private static final Set<String> ALLOWED = Set.of("USER", "PASSWORD", "CACHE_SIZE", "IFEXISTS");

  // FILE_LOCK: the journal's lock is the only one. DB_CLOSE_ON_EXIT: a shutdown hook would close
  // under the provider's hands. RETENTION_TIME, MAX_COMPACT_TIME: the file stays small, and a close
  // is quick; the journal makes the early reuse of space safe. WRITE_DELAY: no thread of H2's own
  // writes. TRACE_LEVEL_FILE: no file beside the two.
  private static final String SETTINGS =
      ";FILE_LOCK=NO;DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=0;MAX_COMPACT_TIME=0;WRITE_DELAY=0"
          + ";TRACE_LEVEL_FILE=0";

  private JournaledFile() {}

  /** Makes the file system known to H2; again is harmless. */
  public static void register() {
    FilePath.register(new JournaledFilePath());
  }

  /** As {@link #jdbcUrl(String, JournalSettings)} with the default settings. */
  public static String jdbcUrl(String userUrl) {
    return jdbcUrl(userUrl, JournalSettings.DEFAULT);
  }

  /**
   * Translates the URL of an H2 database file ({@code jdbc:h2:file:./data/orders}, {@code
   * jdbc:h2:~/orders}, or another H2 file system's prefix) into one on the journaled file, with the
   * settings that it needs, and registers the file system. The files are {@code orders.leasemq.db}
   * and {@code orders.leasemq.journal}.
   *
   * <p>Each call returns a new URL, which is for the connections of one opening. An opening is over
   * when its last connection is closed, or at its first error in writing.
   *
   * @throws IllegalArgumentException if the URL is of no database file, or has a setting other than
   *     USER, PASSWORD, CACHE_SIZE, IFEXISTS
   */
  public static String jdbcUrl(String userUrl, JournalSettings settings) {
    if (!userUrl.startsWith(H2)) {
      throw new IllegalArgumentException("Not an H2 URL, which begins with jdbc:h2: " + userUrl);
    }
    int end = userUrl.indexOf(';');
    String path = userUrl.substring(H2.length(), end < 0 ? userUrl.length() : end);
    if (path.startsWith("file:")) {
      path = path.substring("file:".length());
    }
    if (path.isBlank() || OTHER_KINDS.stream().anyMatch(path::startsWith)) {
      throw new IllegalArgumentException("Not the URL of an H2 database file: " + userUrl);
    }
    String userSettings = end < 0 ? "" : userUrl.substring(end);
    checkSettings(userSettings);
    register();
    return H2
        + JournaledFilePath.SCHEME
        + ":"
        + JournaledPathName.prefix(settings)
        + path
        + userSettings
        + SETTINGS;
  }

  /**
   * Ends the opening that the connection belongs to, with all its connections, and writes nothing
   * more, as if the process had died. After an error in writing this leaves nothing behind in H2,
   * which closing the connections does not always manage.
   *
   * @throws SQLException if it is no connection to an embedded H2 database
   */
  public static void abandon(Connection connection) throws SQLException {
    Session session = connection.unwrap(JdbcConnection.class).getSession();
    if (session instanceof SessionLocal local && !local.isClosed()) {
      local.getDatabase().shutdownImmediately();
    }
  }

  private static void checkSettings(String settings) {
    for (String setting : settings.split(";", -1)) {
      String key = setting.replaceFirst("=.*", "").toUpperCase(Locale.ROOT);
      if (!setting.isEmpty() && !ALLOWED.contains(key)) {
        throw new IllegalArgumentException(
            "The setting "
                + key
                + " is not for the URL of a journaled database; allowed are "
                + ALLOWED);
      }
    }
  }
}
