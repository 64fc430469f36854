package org.leasemq.samples.orders.demo;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** The server is not started on ports that somebody else has. */
class PortsTest {

  @Test
  void skipsAnOffsetThatIsTaken() throws IOException {
    int offset = Ports.freeOffset();
    int https = 8443 + offset;
    try (ServerSocket taken = new ServerSocket(https, 1, InetAddress.getLoopbackAddress())) {
      assertNotEquals(offset, Ports.freeOffset(), taken::toString);
    }
  }
}
