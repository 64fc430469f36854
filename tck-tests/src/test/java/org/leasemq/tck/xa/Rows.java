package org.leasemq.tck.xa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.h2.jdbcx.JdbcDataSource;

/** The application's own database: one table of texts, as an XA resource. For one thread. */
final class Rows implements AutoCloseable {

  private final XAConnection xa;
  private final Connection connection;
  private final JdbcDataSource database = new JdbcDataSource();

  Rows(String url) throws SQLException {
    database.setUrl(url);
    try (Connection plain = database.getConnection();
        Statement statement = plain.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS entry (text VARCHAR(100) NOT NULL)");
    }
    xa = database.getXAConnection();
    connection = xa.getConnection();
  }

  XAResource resource() throws SQLException {
    return xa.getXAResource();
  }

  /** Inserts within whatever transaction the resource is enlisted in. */
  void insert(String text) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entry VALUES (?)")) {
      insert.setString(1, text);
      insert.executeUpdate();
    }
  }

  /** What is committed. */
  List<String> texts() throws SQLException {
    try (Connection plain = database.getConnection();
        Statement statement = plain.createStatement();
        ResultSet result = statement.executeQuery("SELECT text FROM entry ORDER BY text")) {
      List<String> texts = new ArrayList<>();
      while (result.next()) {
        texts.add(result.getString(1));
      }
      return texts;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    xa.close();
  }
}
