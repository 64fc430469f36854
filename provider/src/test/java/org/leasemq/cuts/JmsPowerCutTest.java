package org.leasemq.cuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power, and injects errors, under the whole provider at work: it opens again, what the
 * application was told is so, and nothing else. More cuts: {@code -Dleasemq.jms.powercuts=20000},
 * from {@code -Dleasemq.jms.powercuts.seed=...}.
 */
class JmsPowerCutTest {

  /** How long one chain of lives may take; they take far less than a second. */
  private static final int STUCK_SECONDS = 60;

  private static final Logger LOG = Logger.getLogger("org.leasemq");

  private final AtomicLong seeds = new AtomicLong();
  private final Figures figures = new Figures();

  @Test
  void whatTheApplicationWasToldIsSo() throws Exception {
    int wanted = Integer.getInteger("leasemq.jms.powercuts", 5000);
    int threads = Integer.getInteger("leasemq.jms.powercuts.threads", 2);
    long first = Long.getLong("leasemq.jms.powercuts.seed", System.nanoTime());
    seeds.set(first);
    LOG.setLevel(Level.OFF);
    ExecutorService chains = Executors.newCachedThreadPool();
    try {
      List<Future<?>> runners = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        runners.add(chains.submit(() -> runChains(chains, wanted)));
      }
      for (Future<?> runner : runners) {
        runner.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } finally {
      chains.shutdownNow();
      LOG.setLevel(null);
      System.out.println(figures + ", seeds " + first + " to " + (seeds.get() - 1));
    }
    assertTrue(figures.told() > wanted, "the cuts came before any work");
  }

  private Void runChains(ExecutorService chains, int wanted) throws Exception {
    while (figures.cutsAndFaults() < wanted) {
      long seed = seeds.getAndIncrement();
      String how = "With -Dleasemq.jms.powercuts.seed=" + seed;
      Future<List<String>> chain = chains.submit(() -> new Chain(seed, figures).run());
      try {
        assertEquals(List.of(), chain.get(STUCK_SECONDS, TimeUnit.SECONDS), how);
      } catch (TimeoutException e) {
        Thread.getAllStackTraces().forEach(JmsPowerCutTest::print);
        throw new AssertionError(how + ": stuck", e);
      } catch (ExecutionException e) {
        throw new AssertionError(how + ": " + e.getCause(), e.getCause());
      }
    }
    return null;
  }

  private static void print(Thread thread, StackTraceElement[] stack) {
    System.out.println(thread);
    for (StackTraceElement element : stack) {
      System.out.println("    " + element);
    }
  }
}
