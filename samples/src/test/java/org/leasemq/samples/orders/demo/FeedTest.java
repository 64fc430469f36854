package org.leasemq.samples.orders.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.samples.orders.Order;
import org.leasemq.samples.orders.OrderFile;

/** The feed hands in every line, and again what was not answered when the server died. */
class FeedTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int HANG_UP = 0;

  private final List<Order> lines = OrderFile.generate(3, 250, 10);
  private final List<Order> received = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> answers = new ArrayDeque<>();
  private HttpServer server;
  private Feed feed;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/orders/lines",
        exchange -> {
          try (BufferedReader reader =
              new BufferedReader(
                  new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8))) {
            reader.lines().map(Order::parse).forEach(received::add);
          }
          int answer = answers.isEmpty() ? 204 : answers.poll();
          if (answer != HANG_UP) {
            exchange.sendResponseHeaders(answer, -1);
          }
          exchange.close();
        });
    server.start();
    feed = new Feed(new OrderApplication(server.getAddress().getPort()), lines);
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void handsInEveryLineInOrder() throws InterruptedException {
    while (!feed.isFinished()) {
      feed.post();
      assertTrue(feed.await(LIMIT));
    }
    assertEquals(lines, received);
    assertEquals(250, feed.answered());
    assertEquals(0, feed.sentAgain());
    feed.post();
    assertFalse(feed.await(Duration.ZERO));
  }

  @Test
  void handsInAgainWhatWasNotAnswered() throws InterruptedException {
    answers.addAll(List.of(204, HANG_UP));
    feed.post();
    assertTrue(feed.await(LIMIT));
    feed.post();
    feed.forgetUnanswered();
    assertEquals(100, feed.sentAgain());
    assertEquals(100, feed.answered());
    while (!feed.isFinished()) {
      feed.post();
      assertTrue(feed.await(LIMIT));
    }
    List<Order> expected = new ArrayList<>(lines.subList(0, 200));
    expected.addAll(lines.subList(100, 250));
    assertEquals(expected, received);
  }

  @Test
  void failsWhenTheApplicationDoes() {
    answers.add(500);
    feed.post();
    DemoFailure failure = assertThrows(DemoFailure.class, () -> feed.await(LIMIT));
    assertTrue(failure.getMessage().contains("500"), failure::getMessage);
  }
}
