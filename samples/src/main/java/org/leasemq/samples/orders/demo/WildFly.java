package org.leasemq.samples.orders.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A WildFly server in a directory of its own, on the loopback interface and on free ports. Whatever
 * becomes of the demo, the server's process ends with it. One thread only.
 */
final class WildFly implements AutoCloseable {

  /** The server's name, under which it recovers its transactions. */
  static final String NODE = "orders";

  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  /** What the server's own start script opens to it. */
  private static final List<String> EXPORTS =
      List.of(
          "java.desktop/sun.awt",
          "java.naming/com.sun.jndi.ldap",
          "java.naming/com.sun.jndi.url.ldap",
          "java.naming/com.sun.jndi.url.ldaps",
          "jdk.naming.dns/com.sun.jndi.dns");

  private static final List<String> OPENS =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.security",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.management/javax.management",
          "java.naming/javax.naming");

  private final Path home;
  private final Path base;
  private final int portOffset = Ports.freeOffset();
  private final Thread killer = new Thread(this::destroy, "server-killer");
  private volatile @Nullable Process process;

  /**
   * Makes the server's directory.
   *
   * @param home where the distribution is; nothing is written there
   * @param base the server's own directory, which must not exist yet
   */
  WildFly(Path home, Path base) throws IOException {
    this.home = home;
    this.base = base;
    Directories.copy(
        home.resolve("standalone").resolve("configuration"), base.resolve("configuration"));
    Files.createDirectories(base.resolve("deployments"));
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Hands an archive to the server, under this name, by a plain copy. */
  void deploy(Path archive, String name) throws IOException {
    Files.copy(archive, base.resolve("deployments").resolve(name));
  }

  /** The port of the server's HTTP listener. */
  int port() {
    return Ports.HTTP + portOffset;
  }

  /** Where the server and its applications keep their data. */
  Path data() {
    return base.resolve("data");
  }

  /** Where the server writes its log. */
  Path log() {
    return base.resolve("log").resolve("server.log");
  }

  /** Starts the JVM and returns at once. */
  void start() throws IOException {
    process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(base.resolve("console.log").toFile()))
            .start();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    EXPORTS.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENS.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-Djava.awt.headless=true",
            "-Djava.net.preferIPv4Stack=true",
            "-Dorg.jboss.boot.log.file=" + log(),
            "-Dlogging.configuration="
                + base.resolve("configuration").resolve("logging.properties").toUri(),
            // Look for branches in doubt every few seconds, not every two minutes.
            "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=2",
            "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1",
            "-DJTAEnvironmentBean.orphanSafetyInterval=2000",
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.standalone",
            "-Djboss.home.dir=" + home,
            "-Djboss.server.base.dir=" + base,
            "-Djboss.socket.binding.port-offset=" + portOffset,
            "-Djboss.node.name=" + NODE,
            "-Djboss.tx.node.id=" + NODE,
            "-c",
            "standalone-full.xml"));
    return command;
  }

  /**
   * Waits, and fails at once if the server ends or refuses a deployment in this time.
   *
   * @throws InterruptedException if the demo is to end
   */
  void watch(Duration time) throws InterruptedException, IOException {
    if (running().waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new DemoFailure("The server has ended by itself, see " + base.resolve("console.log"));
    }
    try (Stream<Path> markers = Files.list(base.resolve("deployments"))) {
      for (Path marker : (Iterable<Path>) markers::iterator) {
        if (marker.toString().endsWith(".failed")) {
          throw new DemoFailure("Not deployed: " + Files.readString(marker) + ", see " + log());
        }
      }
    }
  }

  /** Ends the JVM with SIGKILL: nothing in it gets to run. */
  void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  /** Stops the server in order, as an operator does. */
  void stop() throws InterruptedException {
    Process stopping = running();
    stopping.destroy();
    if (!stopping.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      dumpThreads();
      throw new DemoFailure("The server does not stop, see " + base.resolve("console.log"));
    }
  }

  /** Writes what the server's threads are doing to its console log. */
  void dumpThreads() throws InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      new ProcessBuilder(jcmd, Long.toString(running().pid()), "Thread.print")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(base.resolve("console.log").toFile()))
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      System.Logger logger = System.getLogger(WildFly.class.getName());
      logger.log(System.Logger.Level.DEBUG, "No thread dump without jcmd", e);
    }
  }

  private Process running() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException("The server has not been started");
    }
    return current;
  }

  private void destroy() {
    Process current = process;
    if (current != null) {
      current.destroyForcibly();
    }
  }

  @Override
  public void close() {
    destroy();
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // The JVM is ending and runs the hook itself.
      return;
    }
  }
}
