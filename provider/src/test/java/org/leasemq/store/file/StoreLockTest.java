package org.leasemq.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.file.sim.PowerCutException;

/** One opening has a store; all others are told who it is, and do no harm. */
class StoreLockTest {

  private static final String PID = "process " + ProcessHandle.current().pid() + " ";

  @TempDir private Path directory;

  private String url() {
    return "jdbc:h2:file:" + directory + "/orders";
  }

  @Test
  void aSecondOpeningOfOneClassLoaderIsRefused() throws SQLException {
    JournalSettings named = JournalSettings.DEFAULT.withNodeName("first");
    Connection connection = DriverManager.getConnection(JournaledFile.jdbcUrl(url(), named));
    StoreLockedException refused = refused(JournaledFile.jdbcUrl(url()));
    assertTrue(refused.owner().contains(PID), refused.owner());
    assertTrue(refused.owner().contains("(node first)"), refused.owner());
    connection.close();
    DriverManager.getConnection(JournaledFile.jdbcUrl(url())).close();
  }

  @Test
  void anotherDeploymentIsRefusedAndTheLockHoldsAgainstOtherProcesses() throws Exception {
    try (Connection connection = DriverManager.getConnection(JournaledFile.jdbcUrl(url()))) {
      assertTrue(openInAnotherClassLoader().contains(PID));
      assertTrue(openInAnotherClassLoader().contains("(in this JVM)"));
      Process other = StoreProgram.start(url());
      String answer =
          new String(
              other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertTrue(answer.contains("refused: The store is in use by " + PID), answer);
      assertTrue(connection.isValid(0));
    }
  }

  @Test
  void aKilledProcessLosesNothingAndALoadedOneIsNotHarmed() throws Exception {
    Process other = StoreProgram.start(url());
    long synced = 0;
    try (BufferedReader lines = other.inputReader()) {
      while (synced < 300) {
        synced = Long.parseLong(lines.readLine());
        if (synced % 10 == 0) {
          StoreLockedException refused = refused(JournaledFile.jdbcUrl(url()));
          assertTrue(refused.owner().contains("process " + other.pid() + " "), refused.owner());
          assertTrue(refused.owner().contains("(node other)"), refused.owner());
        }
      }
      other.toHandle().destroyForcibly();
      for (String line; (line = lines.readLine()) != null; ) {
        synced = Math.max(synced, Long.parseLong(line));
      }
      other.waitFor();
    }
    try (Connection connection = DriverManager.getConnection(JournaledFile.jdbcUrl(url()));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*), MAX(ID) + 1 FROM T")) {
      rows.next();
      assertEquals(rows.getLong(1), rows.getLong(2));
      // One more may have been synced that the process could not report.
      assertTrue(rows.getLong(1) == synced || rows.getLong(1) == synced + 1);
    }
  }

  @Test
  void openersThatAreRefusedUnderLoadDoNoHarm() throws Exception {
    for (int seed = 0; seed < 10; seed++) {
      SqlWorkload workload = new SqlWorkload(new Random(seed));
      try (PowerCutDisk disk = PowerCutDisk.create(seed)) {
        JournalSettings settings = JournalSettings.DEFAULT.withSegmentBytes(32 << 10);
        AtomicBoolean stop = new AtomicBoolean();
        String url = JournaledFile.jdbcUrl(disk.url("orders"), settings);
        Connection holder = DriverManager.getConnection(url);
        CompletableFuture<Void> intruder =
            CompletableFuture.runAsync(
                () -> {
                  while (!stop.get()) {
                    refused(JournaledFile.jdbcUrl(disk.url("orders"), settings));
                  }
                });
        disk.cutAfter(300);
        SQLException thrown = assertThrows(SQLException.class, () -> workload.run(holder, 10_000));
        assertTrue(PowerCutException.isCauseOf(thrown));
        stop.set(true);
        // The cut gives the lock back: the last attempt may find the power off instead.
        intruder.exceptionally(e -> null).join();
        JournaledFile.abandon(holder);
        disk.cut();
        try (Connection connection =
            DriverManager.getConnection(JournaledFile.jdbcUrl(disk.url("orders"), settings))) {
          workload.verify(connection);
          assertTrue(workload.acknowledged() > 10);
        }
      }
    }
  }

  private static StoreLockedException refused(String url) {
    SQLException thrown =
        assertThrows(SQLException.class, () -> DriverManager.getConnection(url).close());
    assertEquals(90028, thrown.getErrorCode());
    return assertInstanceOf(
        StoreLockedException.class, StoreFileException.causeOf(thrown).orElseThrow());
  }

  private String openInAnotherClassLoader() throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader other = new URLClassLoader(path.toArray(URL[]::new), platform)) {
      Object url =
          other
              .loadClass(JournaledFile.class.getName())
              .getMethod("jdbcUrl", String.class)
              .invoke(null, url());
      Driver driver = (Driver) other.loadClass("org.h2.Driver").getConstructor().newInstance();
      SQLException thrown =
          assertThrows(
              SQLException.class, () -> driver.connect((String) url, new Properties()).close());
      Throwable cause = thrown;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      assertEquals(StoreLockedException.class.getName(), cause.getClass().getName());
      return cause.getMessage();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
