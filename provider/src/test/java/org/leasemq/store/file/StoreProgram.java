package org.leasemq.store.file;

import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Another process: says why it may not open a store, or adds rows and says what is synced. */
public final class StoreProgram {

  private StoreProgram() {}

  static Process start(String userUrl) throws IOException {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            StoreProgram.class.getName(),
            userUrl)
        .redirectErrorStream(true)
        .start();
  }

  /** Prints "refused: ..." or the number of synced rows after every sync. */
  public static void main(String[] args) throws SQLException {
    String url =
        JournaledFile.jdbcUrl(
            args[0], new JournalSettings(64 << 10, java.util.Optional.of("other")));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("CREATE TABLE IF NOT EXISTS T(ID BIGINT PRIMARY KEY, V VARBINARY)");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES(?, ?)")) {
        for (long id = 0; ; id++) {
          insert.setLong(1, id);
          insert.setBytes(2, new byte[700]);
          insert.executeUpdate();
          connection.commit();
          statement.execute("CHECKPOINT SYNC");
          System.out.println(id + 1);
        }
      }
    } catch (SQLException e) {
      System.out.println("refused: " + StoreFileException.causeOf(e).orElseThrow().getMessage());
    }
  }
}
