package org.leasemq.samples.orders.app;

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
import javax.sql.DataSource;
import org.leasemq.samples.orders.Order;

/**
 * The application's own table. It has no unique key on the order's id, so that an order which was
 * processed twice would show. Safe for any thread.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class OrderBook {

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS orders (
        position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id VARCHAR(40) NOT NULL,
        customer VARCHAR(40) NOT NULL,
        customer_sequence INTEGER NOT NULL,
        cents BIGINT NOT NULL)
      """;
  private static final String INSERT =
      "INSERT INTO orders (id, customer, customer_sequence, cents) VALUES (?, ?, ?, ?)";

  @Resource(lookup = Names.DATA_SOURCE)
  @SuppressWarnings("NullAway.Init")
  private DataSource dataSource;

  /** Makes the table at the first start; runs before any message is delivered. */
  @PostConstruct
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void createTable() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    } catch (SQLException e) {
      throw new IllegalStateException("The table of orders cannot be made", e);
    }
  }

  /** Books the order within the caller's transaction. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void book(Order order) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, order.id());
      insert.setString(2, order.customer());
      insert.setInt(3, order.sequence());
      insert.setLong(4, order.cents());
      insert.executeUpdate();
    }
  }

  /** How many orders are booked. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public int size() throws SQLException {
    return count("orders");
  }

  /** How many transactions are prepared and neither committed nor rolled back. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public int inDoubt() throws SQLException {
    return count("INFORMATION_SCHEMA.IN_DOUBT");
  }

  private int count(String table) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      result.next();
      return result.getInt(1);
    }
  }
}
