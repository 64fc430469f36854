package org.leasemq.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs from database to database. */
interface Dialect {

  /**
   * Opens a connection without auto-commit.
   *
   * @throws org.leasemq.store.StoreException if it cannot; the message says what to do
   */
  Connection connect();

  /** Closes a connection that has failed; nothing more is written. */
  void abandon(Connection connection) throws SQLException;

  /** Waits until all that was committed is on the disk. */
  void sync(Connection connection) throws SQLException;

  /** A query that counts the tables of the name schema_version: 1, or 0 in an empty database. */
  String schemaVersionTables();

  /**
   * The statements that make the schema, separated by semicolons. The power may go between any two,
   * so that they also complete what is there.
   */
  String schema();

  /** Does one bounded step of compaction of the files. */
  void compact(Connection connection);
}
