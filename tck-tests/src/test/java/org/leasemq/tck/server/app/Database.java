package org.leasemq.tck.server.app;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Rows of a text in a group, in the order of their inserts; twice is possible. Any thread. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Database {

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS entry (
        position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        lane VARCHAR(40) NOT NULL,
        text VARCHAR(40) NOT NULL)
      """;

  @Resource(lookup = "java:/jdbc/tck")
  private DataSource dataSource;

  @PostConstruct
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void createTable() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    } catch (SQLException e) {
      throw new IllegalStateException("The table cannot be made", e);
    }
  }

  /** Inserts within the caller's transaction. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void insert(String group, String text) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO entry (lane, text) VALUES (?, ?)")) {
      insert.setString(1, group);
      insert.setString(2, text);
      insert.executeUpdate();
    }
  }

  /** The committed texts of a group, in the order of their inserts. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public List<String> texts(String group) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT text FROM entry WHERE lane = ? ORDER BY position")) {
      query.setString(1, group);
      List<String> texts = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          texts.add(result.getString(1));
        }
      }
      return texts;
    }
  }
}
