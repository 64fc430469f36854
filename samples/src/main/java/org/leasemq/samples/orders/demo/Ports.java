package org.leasemq.samples.orders.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** The ports that a server on {@code standalone-full.xml} takes. Safe for any thread. */
final class Ports {

  static final int HTTP = 8080;

  private static final int[] ALL = {HTTP, 8443, 9990, 9993, 4712, 4713, 3528, 3529, 8009};
  private static final int FIRST_OFFSET = 10_000;
  private static final int LAST_OFFSET = 20_000;
  private static final int STEP = 50;

  private Ports() {}

  /** The first offset at which all ports are free on the loopback interface. */
  static int freeOffset() {
    return IntStream.iterate(FIRST_OFFSET, offset -> offset <= LAST_OFFSET, o -> o + STEP)
        .filter(offset -> IntStream.of(ALL).allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow(() -> new DemoFailure("No free ports were found for the server"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
