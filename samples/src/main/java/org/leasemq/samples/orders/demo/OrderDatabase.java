package org.leasemq.samples.orders.demo;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.leasemq.samples.orders.Order;

/**
 * The application's database while the server is down, opened with the server's own H2, which is
 * another version than LeaseMQ's. One thread only.
 */
final class OrderDatabase implements AutoCloseable {

  private final URLClassLoader loader;
  private final Connection connection;

  /**
   * Opens the database.
   *
   * @param home where WildFly is
   * @param data the server's data directory, or a copy of it
   */
  OrderDatabase(Path home, Path data) throws IOException, SQLException {
    URL[] driver = {driverJar(home).toUri().toURL()};
    loader = new URLClassLoader(driver, ClassLoader.getPlatformClassLoader());
    Properties user = new Properties();
    user.setProperty("user", "sa");
    user.setProperty("password", "sa");
    String url = "jdbc:h2:file:" + data.resolve("orders").resolve("orders") + ";IFEXISTS=TRUE";
    try {
      Class<?> driverClass = Class.forName("org.h2.Driver", true, loader);
      connection = ((Driver) driverClass.getDeclaredConstructor().newInstance()).connect(url, user);
    } catch (ReflectiveOperationException e) {
      loader.close();
      throw new DemoFailure("The server's H2 cannot be used", e);
    } catch (SQLException e) {
      loader.close();
      throw e;
    }
  }

  private static Path driverJar(Path home) throws IOException {
    Path module = home.resolve("modules/system/layers/base/com/h2database/h2/main");
    try (Stream<Path> files = Files.list(module)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> new DemoFailure("The server has no H2 in " + module));
    }
  }

  /** The rows of the table of orders, in the order of their positions. */
  List<Order> booked() throws SQLException {
    List<Order> orders = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM orders ORDER BY position")) {
      while (rows.next()) {
        orders.add(
            new Order(
                rows.getString("id"),
                rows.getString("customer"),
                rows.getInt("customer_sequence"),
                rows.getLong("cents")));
      }
    }
    return orders;
  }

  /** How many transactions are prepared and neither committed nor rolled back. */
  int branchesInDoubt() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.IN_DOUBT")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    try (loader) {
      connection.close();
    }
  }
}
