package org.leasemq.samples.orders.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.leasemq.samples.orders.Order;

/** The order application as its clients see it, over HTTP. Safe for any thread. */
final class OrderApplication {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final URI lines;

  OrderApplication(int port) {
    lines = URI.create("http://127.0.0.1:" + port + "/orders/lines");
  }

  /** Hands in orders; the answer is complete when they are stored, or their fate is unknown. */
  CompletableFuture<Void> post(List<Order> orders) {
    String body = orders.stream().map(Order::line).collect(Collectors.joining("\n"));
    HttpRequest request =
        HttpRequest.newBuilder(lines)
            .timeout(LIMIT)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenAccept(
            answer -> {
              if (answer.statusCode() != 204) {
                throw new DemoFailure("The application answers " + firstLine(answer));
              }
            });
  }

  /** How far the application is, or nothing while it is not there. */
  Optional<Progress> progress() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(lines).timeout(LIMIT).build();
    HttpResponse<String> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      return Optional.empty();
    }
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    if (answer.statusCode() != 200) {
      throw new DemoFailure("The application answers " + firstLine(answer));
    }
    String[] counts = answer.body().split(",", -1);
    return Optional.of(
        new Progress(
            Integer.parseInt(counts[0]), Integer.parseInt(counts[1]), Integer.parseInt(counts[2])));
  }

  private static String firstLine(HttpResponse<String> answer) {
    return answer.statusCode()
        + ": "
        + answer
            .body()
            .lines()
            .filter(line -> line.contains("Exception"))
            .findFirst()
            .orElse("see the server's log");
  }

  /**
   * What the application has done so far. Immutable.
   *
   * @param booked orders in the table
   * @param dead orders in the dead-letter queue
   * @param prepared transactions of the table that are prepared and not decided
   */
  record Progress(int booked, int dead, int prepared) {

    int done() {
      return booked + dead;
    }
  }
}
