package org.leasemq.samples.orders.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.leasemq.samples.orders.Order;

/**
 * Hands the file to the application in chunks, one after the other, and again from the first line
 * that has not been answered when the server has gone: deduplication makes that harmless. One
 * thread only.
 */
final class Feed {

  private static final int CHUNK = 100;

  private final OrderApplication application;
  private final List<Order> lines;
  private int answered;
  private int sentAgain;
  private @Nullable CompletableFuture<Void> answer;

  Feed(OrderApplication application, List<Order> lines) {
    this.application = application;
    this.lines = lines;
  }

  /** How many lines have been handed in and answered. */
  int answered() {
    return answered;
  }

  /** How many lines were handed in again because their first answer never came. */
  int sentAgain() {
    return sentAgain;
  }

  /** Whether every line has been answered. */
  boolean isFinished() {
    return answered == lines.size();
  }

  /** Hands in the next chunk, if the last one has been answered and there is one. */
  void post() {
    if (answer == null && !isFinished()) {
      answer = application.post(lines.subList(answered, end()));
    }
  }

  /** Waits for the answer, at most this long; false if there is none yet, or none to wait for. */
  boolean await(Duration limit) throws InterruptedException {
    CompletableFuture<Void> current = answer;
    if (current == null) {
      return false;
    }
    try {
      current.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new DemoFailure("The application has not taken the orders: " + e.getMessage(), e);
    }
    answered = end();
    answer = null;
    return true;
  }

  /** The server is dead: what has no answer by now will have none, and is handed in again. */
  void forgetUnanswered() throws InterruptedException {
    CompletableFuture<Void> current = answer;
    if (current == null) {
      return;
    }
    try {
      current.get();
      answered = end();
    } catch (ExecutionException e) {
      sentAgain += end() - answered;
    }
    answer = null;
  }

  private int end() {
    return Math.min(answered + CHUNK, lines.size());
  }
}
