package org.leasemq.tck.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.leasemq.tck.server.app.LoadServlet;

/**
 * Sends numbers to some groups without a pause until it is told to stop, one thread each; what was
 * refused or unanswered is sent again. Safe for any thread.
 */
final class Feed implements AutoCloseable {

  private static final int GROUPS = 4;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(GROUPS);
  private final List<Future<Integer>> sent = new ArrayList<>();
  private final String test;
  private final String door;
  private volatile boolean over;

  /**
   * A feed that has not begun.
   *
   * @param test its groups begin with this
   * @param port of the server
   */
  Feed(String test, int port) {
    this.test = test;
    this.door = "http://127.0.0.1:" + port + "/load/load?group=";
  }

  Feed start() {
    for (int number = 0; number < GROUPS; number++) {
      String group = test + number;
      sent.add(threads.submit(() -> send(group)));
    }
    return this;
  }

  private int send(String group) throws InterruptedException {
    int next = 0;
    while (!over) {
      if (post(group, next)) {
        next += LoadServlet.BATCH;
      } else {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
    // The last batch may have been taken without an answer: ask again until there is one.
    while (!post(group, next)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return next + LoadServlet.BATCH;
  }

  private boolean post(String group, int first) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(door + group + "&first=" + first))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 204;
    } catch (IOException unanswered) {
      return false;
    }
  }

  /** Ends the sending; the server must be up. What was sent to each group, in order. */
  List<List<Integer>> stop() throws InterruptedException, ExecutionException {
    over = true;
    List<List<Integer>> numbers = new ArrayList<>();
    for (Future<Integer> count : sent) {
      numbers.add(IntStream.range(0, count.get()).boxed().toList());
    }
    return numbers;
  }

  /** What the beans have booked of each group, in order. */
  List<List<Integer>> booked() throws InterruptedException, IOException {
    List<List<Integer>> numbers = new ArrayList<>();
    for (int number = 0; number < GROUPS; number++) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(door + test + number)).build();
      var answer = client.send(request, BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        throw new IOException("The server answers " + answer.statusCode());
      }
      numbers.add(answer.body().map(Integer::valueOf).toList());
    }
    return numbers;
  }

  /** How many of all groups the beans have booked. */
  int progress() throws InterruptedException, IOException {
    return booked().stream().mapToInt(List::size).sum();
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
  }
}
