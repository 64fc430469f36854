package org.leasemq;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.h2.engine.Engine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Drops what a test class leaves in memory when it is done: a store at {@code jdbc:h2:mem:…} lives
 * until the JVM ends, and each test makes its own.
 */
public class MemoryStoresListener implements TestExecutionListener {

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean isClass = test.getSource().filter(ClassSource.class::isInstance).isPresent();
    if (test.isContainer() && isClass) {
      databases().stream().filter(name -> name.startsWith("mem:")).forEach(this::drop);
    }
  }

  private static List<String> databases() {
    try {
      Field databases = Engine.class.getDeclaredField("DATABASES");
      databases.setAccessible(true);
      return ((Map<?, ?>) databases.get(null)).keySet().stream().map(String::valueOf).toList();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("H2 keeps its databases elsewhere", e);
    }
  }

  private void drop(String name) {
    try (Connection connection =
        DriverManager.getConnection("jdbc:h2:" + name + ";IFEXISTS=TRUE")) {
      connection.createStatement().execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      // It was dropped by its test.
    }
  }
}
