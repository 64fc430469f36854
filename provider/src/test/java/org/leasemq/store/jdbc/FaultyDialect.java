package org.leasemq.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** H2 in memory that fails where a test wants it to. For one thread. */
final class FaultyDialect implements Dialect {

  private static final String MEMORY = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1";

  private final String url = MEMORY.formatted(UUID.randomUUID());
  private final Dialect h2 = new H2Dialect(url, () -> url);

  private String failingSql = "";
  private int executions;
  private int commits;
  private boolean beforeCommit;
  private boolean inSync;
  private boolean inCompaction;
  private boolean closed;

  /** The nth execution from now of a statement that begins so fails. */
  void failAt(String sql, int nth) {
    failingSql = sql;
    executions = nth;
  }

  /** The nth commit from now fails, after it was done or before. */
  void failCommit(int nth, boolean done) {
    commits = nth;
    beforeCommit = !done;
  }

  /** The next sync fails. */
  void failSync() {
    inSync = true;
  }

  /** The next compaction fails; in memory there is nothing else to it. */
  void failCompaction() {
    inCompaction = true;
  }

  /** Nothing opens until this is taken back. */
  void refuseToOpen(boolean refuse) {
    closed = refuse;
  }

  @Override
  public Connection connect() {
    if (closed) {
      throw new org.leasemq.store.StoreException("the disk is away", null);
    }
    Connection real = h2.connect();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit") && commits > 0 && --commits == 0) {
                if (beforeCommit) {
                  real.rollback();
                } else {
                  real.commit();
                }
                throw new SQLException("commit failed");
              }
              Object result = call(() -> method.invoke(real, arguments));
              return method.getName().equals("prepareStatement")
                  ? statement((PreparedStatement) result, (String) arguments[0])
                  : result;
            });
  }

  private PreparedStatement statement(PreparedStatement real, String sql) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("execute")
                  && executions > 0
                  && sql.strip().startsWith(failingSql)
                  && --executions == 0) {
                throw new SQLException("statement failed");
              }
              return call(() -> method.invoke(real, arguments));
            });
  }

  private interface Invocation {
    Object run() throws ReflectiveOperationException;
  }

  private static Object call(Invocation invocation) throws Throwable {
    try {
      return invocation.run();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public void abandon(Connection connection) throws SQLException {
    connection.close();
  }

  @Override
  public void sync(Connection connection) throws SQLException {
    if (inSync) {
      inSync = false;
      throw new SQLException("sync failed");
    }
    h2.sync(connection);
  }

  @Override
  public String schemaVersionTables() {
    return h2.schemaVersionTables();
  }

  @Override
  public String schema() {
    return h2.schema();
  }

  @Override
  public void compact(Connection connection) {
    if (inCompaction) {
      inCompaction = false;
      throw new IllegalStateException("compaction failed");
    }
  }
}
