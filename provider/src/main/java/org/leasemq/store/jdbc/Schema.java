package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import org.leasemq.store.StoreException;

/** Makes the tables of a new store, and refuses one that a newer version of LeaseMQ has written. */
final class Schema {

  /** The version that this code reads and writes. */
  static final int VERSION = 1;

  private final Database database;

  Schema(Database database) {
    this.database = database;
  }

  void prepare() {
    long found = database.transact(false, this::version);
    if (found == 0) {
      database.write(true, this::create);
    } else if (found > VERSION) {
      throw new StoreException(
          "The store has schema version "
              + found
              + ", written by a newer LeaseMQ; this one knows versions up to "
              + VERSION
              + ". Use the newer LeaseMQ; nothing was changed.",
          null);
    }
  }

  /** The schema's version; 0 in an empty database. */
  private long version() throws SQLException {
    Long tables = database.number(database.dialect().schemaVersionTables());
    Long version =
        tables == null || tables == 0
            ? null
            : database.number("SELECT MAX(version) FROM schema_version");
    return version == null ? 0 : version;
  }

  private void create() throws SQLException {
    try (Statement statement = database.connection().createStatement()) {
      for (String sql : database.dialect().schema().split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
      statement.execute("INSERT INTO schema_version(version) VALUES (" + VERSION + ")");
    }
  }
}
