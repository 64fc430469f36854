package org.leasemq.tck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives each server a fresh directory and free ports on the loopback interface, before Arquillian
 * reads its configuration. For one thread.
 */
public final class ServerPlaces implements LauncherSessionListener {

  private static final int[] PORTS = {8080, 8443, 9990, 9993, 4712, 4713, 3528, 3529, 8009};

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String home = System.getProperty("wildfly.home");
    if (home == null) {
      return;
    }
    try {
      place("main", Path.of(home), 21_000);
      place("restarted", Path.of(home), 31_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the server's HTTP listener is. */
  static int httpPort(String server) {
    return 8080 + Integer.getInteger("wildfly." + server + ".offset");
  }

  private static void place(String server, Path home, int firstOffset) throws IOException {
    Path base = home.resolveSibling(server);
    delete(base);
    copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
    Files.createDirectory(base.resolve("deployments"));
    int offset = freeOffset(firstOffset);
    System.setProperty("wildfly." + server + ".offset", Integer.toString(offset));
    System.setProperty("wildfly." + server + ".management", Integer.toString(9990 + offset));
    System.setProperty(
        "wildfly." + server + ".arguments",
        "-Xmx400m -XX:TieredStopAtLevel=1 -Djava.net.preferIPv4Stack=true"
            + " -Djboss.server.base.dir="
            + base
            + " -Djboss.node.name="
            + server
            + " -Djboss.tx.node.id="
            + server
            + " -Djboss.socket.binding.port-offset="
            + offset);
  }

  private static int freeOffset(int first) {
    return IntStream.iterate(first, offset -> offset < first + 10_000, offset -> offset + 50)
        .filter(offset -> IntStream.of(PORTS).allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
