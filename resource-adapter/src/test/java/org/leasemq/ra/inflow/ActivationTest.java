package org.leasemq.ra.inflow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.spi.work.WorkException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ActivationTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final ListedMessages messages = new ListedMessages();
  private TestContainer container;
  private Activation activation;

  private void activate(boolean transacted, int maxSessions, TestContainer.Bean bean)
      throws WorkException {
    container = new TestContainer(transacted, bean);
    activation =
        new Activation(
            "queue:numbers",
            messages,
            container,
            new Activation.Threads(container, true),
            maxSessions);
    activation.start();
  }

  @AfterEach
  void end() {
    activation.stop(LONG);
    container.close();
    assertEquals(0, messages.openWorkers.get(), "workers left open");
    assertEquals(0, container.liveEndpoints.get(), "endpoints not released");
    assertTrue(messages.closed.get(), "the source is left open");
  }

  private void awaitHistory(int entries) {
    await().until(() -> messages.history.size() >= entries);
  }

  @Test
  void aTransactedDeliveryIsSettledByItsBranch() throws Exception {
    activate(true, 1, number -> {});
    messages.add(1, 1);
    awaitHistory(2);
    assertEquals(List.of("started in branch", "committed"), messages.fateOf(1));
  }

  @Test
  void whatABeanThrowsIsNotedBeforeTheRollback() throws Exception {
    activate(
        true,
        1,
        number -> {
          throw new IllegalArgumentException("poison");
        });
    messages.add(1, 1);
    awaitHistory(3);
    assertEquals(List.of("started in branch", "failed: poison", "rolled back"), messages.fateOf(1));
  }

  @Test
  void anUntransactedDeliveryIsAcknowledgedOrFails() throws Exception {
    activate(
        false,
        1,
        number -> {
          if (number == 2) {
            throw new IllegalArgumentException("poison");
          }
        });
    messages.add(1, 2);
    awaitHistory(4);
    assertEquals(List.of("started", "acknowledged"), messages.fateOf(1));
    assertEquals(List.of("started", "failed: poison"), messages.fateOf(2));
  }

  @Test
  void anEndpointIsKeptAsLongAsItsBeanIsSound() throws Exception {
    activate(
        true,
        1,
        number -> {
          if (number == 3) {
            throw new IllegalArgumentException("poison");
          }
        });
    messages.add(1, 5);
    await().until(() -> messages.fateOf(5).contains("committed"));
    assertEquals(2, container.madeEndpoints.get());
  }

  @Test
  void anIdleActivationHoldsOneThreadAndABusyOneAsManyAsItMay() throws Exception {
    CyclicBarrier allAtOnce = new CyclicBarrier(4);
    activate(true, 4, number -> allAtOnce.await(30, TimeUnit.SECONDS));
    await().until(() -> messages.openWorkers.get() == 1);
    assertEquals(1, container.startedWorks.get());

    messages.add(1, 8);
    await().until(() -> IntStream.rangeClosed(1, 8).allMatch(this::isCommitted));
    assertEquals(4, container.startedWorks.get());
  }

  private boolean isCommitted(int number) {
    return messages.fateOf(number).contains("committed");
  }

  @Test
  void withoutMoreThreadsTheWorkersThatThereAreDoTheWork() throws Exception {
    activate(true, 4, number -> {});
    container.mostWorks = 1;
    messages.add(1, 20);
    await().until(() -> IntStream.rangeClosed(1, 20).allMatch(this::isCommitted));
    assertEquals(1, container.startedWorks.get());
    assertTrue(container.rejectedWorks.get() > 0);
  }

  @Test
  void anUnavailableEndpointBurnsNoDelivery() throws Exception {
    activate(true, 1, number -> {});
    container.unavailable.set(2);
    messages.add(1, 1);
    await().until(() -> isCommitted(1));
    assertEquals(
        List.of("put back", "put back", "started in branch", "committed"), messages.fateOf(1));
  }

  @Test
  void aStoreThatIsDownIsTriedUntilItIsBack() throws Exception {
    messages.failing.set(true);
    activate(true, 2, number -> {});
    messages.add(1, 3);
    assertEquals(List.of(), messages.history);
    messages.failing.set(false);
    await().until(() -> IntStream.rangeClosed(1, 3).allMatch(this::isCommitted));
  }

  @Test
  void aDeactivationWaitsForWhatRunsAndStartsNothingMore() throws Exception {
    CountDownLatch inBean = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    activate(
        true,
        1,
        number -> {
          inBean.countDown();
          finish.await(30, TimeUnit.SECONDS);
        });
    messages.add(1, 5);
    assertTrue(inBean.await(30, TimeUnit.SECONDS));

    Thread deactivation = new Thread(() -> activation.stop(LONG));
    deactivation.start();
    await().until(() -> deactivation.getState() == Thread.State.TIMED_WAITING);
    assertFalse(messages.closed.get(), "closed under a running bean");
    finish.countDown();
    deactivation.join();

    assertEquals(List.of("1 started in branch", "1 committed"), messages.history);
    assertTrue(messages.closed.get());
  }

  @Test
  void aBeanThatDoesNotReturnHoldsUpNothingForEver() throws Exception {
    CountDownLatch inBean = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    activate(
        true,
        1,
        number -> {
          inBean.countDown();
          finish.await(30, TimeUnit.SECONDS);
        });
    messages.add(1, 1);
    assertTrue(inBean.await(30, TimeUnit.SECONDS));

    activation.stop(Duration.ofMillis(1));
    assertFalse(messages.closed.get(), "closed under a running bean");
    finish.countDown();
    await().until(messages.closed::get);
    assertEquals(List.of("started in branch", "committed"), messages.fateOf(1));
  }

  @Test
  void anInterruptThatABeanLeavesBehindEndsNothing() throws Exception {
    AtomicInteger seen = new AtomicInteger();
    activate(
        true,
        1,
        number -> {
          seen.incrementAndGet();
          Thread.currentThread().interrupt();
        });
    messages.add(1, 3);
    await().until(() -> isCommitted(3));
    assertEquals(3, seen.get());
  }

  @Test
  void withoutAnyThreadTheActivationIsRefusedAndLeavesNothingBehind() throws Exception {
    activate(true, 1, number -> {});
    TestContainer full = new TestContainer(true, number -> {});
    full.mostWorks = 0;
    ListedMessages unused = new ListedMessages();
    Activation refused =
        new Activation("queue:numbers", unused, full, new Activation.Threads(full, false), 1);
    assertThrows(WorkException.class, refused::start);
    assertTrue(unused.closed.get());
    full.close();
  }
}
