package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredBody;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;

/**
 * What every store does with bodies that it keeps beside the messages. That they go with their last
 * message, and no sooner, is what {@link #findings} says after each step.
 */
abstract class BodyContract extends TopicContract {

  /** Kept beside its messages, but written and read with them. */
  private static final byte[] LARGE = bytes(100 << 10);

  /** Goes ahead of its messages, and is read after them. */
  private static final byte[] HUGE = bytes(3 * StoredBody.SLICE + 5);

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static StoredMessage large(MessageTraits traits) {
    return new StoredMessage(traits, new byte[] {7}, LARGE);
  }

  private static StoredMessage huge(MessageTraits traits, StoredBody body) {
    return new StoredMessage(traits, new byte[] {7}, body);
  }

  /** Writes a body ahead, whose unit is still to come. */
  private StoredBody ahead() {
    StoredBody body = store.beginBody(HUGE);
    int next = StoredBody.SLICE;
    while (next < HUGE.length) {
      next = store.continueBody(body, HUGE, next);
    }
    return body;
  }

  private void isGone(StoredBody body) {
    sweep();
    assertEquals(0, store.readBody(body, 0, new byte[body.length()]));
    agrees();
  }

  private void sweep() {
    while (store.sweepBodies()) {
      agrees();
    }
  }

  private void agrees() {
    assertEquals(List.of(), findings(store));
  }

  private List<Queue> subscribers(Topic topic, int count) {
    List<Queue> queues = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      QueueName name = new QueueName("s" + i + (topic.isFifo() ? ".fifo" : ""));
      SubscriptionKey key = new SubscriptionKey(null, name.value());
      SubscriptionSpec spec = new SubscriptionSpec(topic.id(), key, true, true, null, null);
      queues.add(store.createSubscription(spec, name, QueueSettings.defaults(name)).queue());
    }
    return queues;
  }

  private Topic topic(String name) {
    return store.createTopic(new QueueName(name), false);
  }

  private Delivery takeLarge(Queue queue) {
    Delivery delivery = take(reader(again(queue)));
    assertArrayEquals(LARGE, delivery.message().body());
    return delivery;
  }

  @Test
  void subscriptionsShareABodyUntilTheLastOneIsDone() {
    Topic topic = topic("t");
    List<Queue> queues = subscribers(topic, 7);
    Queue dead = queue("dead");
    accepted(commit(new Operation.Publish(topic.id(), large(expiring(null, MINUTE)), null)));
    reopen();
    acknowledge(takeLarge(queues.get(0)));
    agrees();
    store.purge(queues.get(1).id());
    agrees();
    store.deleteQueue(queues.get(2).id());
    agrees();
    accepted(commit(moving(takeLarge(queues.get(3)), dead, "poison")));
    agrees();
    Delivery started = takeLarge(queues.get(4));
    accepted(commit(new Operation.Prepare(BRANCH, List.of(acknowledging(started)))));
    agrees();
    release(takeLarge(queues.get(5)), SECOND);
    passAndServe(MINUTE);
    agrees();
    accepted(commit(new Operation.CommitBranch(BRANCH)));
    store.deleteTopic(topic.id());
    agrees();
    Delivery last = takeLarge(dead);
    assertNotNull(last.mark());
    acknowledge(last);
    agrees();
  }

  @Test
  void aPublishMayFindNobodyOrDuplicatesOnly() {
    Topic topic = topic("t");
    accepted(commit(new Operation.Publish(topic.id(), large(traits()), null)));
    agrees();
    Queue queue = subscribers(topic, 1).get(0);
    accepted(commit(new Operation.Publish(topic.id(), large(token(null, "t")), null)));
    accepted(commit(new Operation.Publish(topic.id(), large(token(null, "t")), null)));
    agrees();
    acknowledge(takeLarge(queue));
  }

  @Test
  void lanesShareBodiesToo() {
    Topic topic = topic("t.fifo");
    List<Queue> queues = subscribers(topic, 2);
    for (int i = 0; i < 3; i++) {
      accepted(commit(new Operation.Publish(topic.id(), large(group("g")), null)));
    }
    for (Queue queue : queues) {
      Reader reader = reader(queue);
      for (int i = 0; i < 3; i++) {
        acknowledge(take(reader));
        agrees();
      }
    }
  }

  @Test
  void aBranchRefersToItsBodies() {
    Topic topic = topic("t");
    Queue queue = queue("q");
    List<Queue> queues = subscribers(topic, 2);
    Operation publish = new Operation.Publish(topic.id(), large(traits()), null);
    Operation send = new Operation.Send(queue.id(), large(traits()));
    accepted(commit(new Operation.Prepare(BRANCH, List.of(publish, send))));
    reopen();
    accepted(commit(new Operation.RollbackBranch(BRANCH)));
    agrees();
    accepted(commit(new Operation.Prepare(BRANCH, List.of(publish, send))));
    store.deleteQueue(queue.id());
    reopen();
    accepted(commit(new Operation.CommitBranch(BRANCH)));
    agrees();
    acknowledge(takeLarge(queues.get(0)));
    acknowledge(takeLarge(queues.get(1)));
  }

  @Test
  void aHugeBodyGoesAheadAndIsReadInSlices() {
    Topic topic = topic("t");
    List<Queue> queues = subscribers(topic, 2);
    StoredBody body = ahead();
    assertFalse(store.sweepBodies(), "its unit may come");
    Reader first = reader(queues.get(0));
    bodiesLeft(first);
    List<Delivery> handedOver =
        commitFor(first, 1, new Operation.Publish(topic.id(), huge(traits(), body), null));
    store.endBody(body);
    sweep();
    assertEquals(body, handedOver.get(0).message().storedBody());
    start(handedOver);
    assertArrayEquals(HUGE, read(body));
    acknowledge(handedOver.get(0));
    reopen();
    sweep();
    Delivery second = take(reader(again(queues.get(1))));
    assertEquals(body, second.message().storedBody());
    assertEquals(HUGE.length + 1, second.message().size());
    assertArrayEquals(HUGE, read(body));
    acknowledge(second);
    isGone(body);
  }

  @Test
  void whatNobodyRefersToIsSwept() {
    Queue queue = queue("q", TestSettings.window(MINUTE));
    Topic topic = topic("t");
    StoredBody abandoned = ahead();
    StoredBody begun = store.beginBody(HUGE);
    store.endBody(abandoned);
    store.endBody(begun);
    isGone(abandoned);
    isGone(begun);
    StoredBody unheard = ahead();
    accepted(commit(new Operation.Publish(topic.id(), huge(traits(), unheard), null)));
    store.endBody(unheard);
    isGone(unheard);
    send(queue, "a", token(null, "t"));
    StoredBody duplicate = ahead();
    accepted(commit(new Operation.Send(queue.id(), huge(token(null, "t"), duplicate))));
    store.endBody(duplicate);
    isGone(duplicate);
    StoredBody cutOff = ahead();
    reopen();
    isGone(cutOff);
  }

  @Test
  void aPreparedHugeBodyStays() {
    Queue queue = queue("q");
    StoredBody body = ahead();
    Operation send = new Operation.Send(queue.id(), huge(traits(), body));
    accepted(commit(new Operation.Prepare(BRANCH, List.of(send))));
    store.endBody(body);
    sweep();
    reopen();
    sweep();
    accepted(commit(new Operation.CommitBranch(BRANCH)));
    Delivery delivery = take(reader(again(queue)));
    assertArrayEquals(HUGE, read(body));
    release(delivery, Duration.ZERO);
    StoredBody another = ahead();
    Operation second = new Operation.Send(queue.id(), huge(traits(), another));
    accepted(commit(new Operation.Prepare(BRANCH, List.of(second))));
    store.endBody(another);
    accepted(commit(new Operation.RollbackBranch(BRANCH)));
    isGone(another);
    store.deleteQueue(queue.id());
    isGone(body);
  }

  @Test
  void aUnitWithoutItsBodyIsNotDone() {
    Queue queue = queue("q");
    StoredBody body = ahead();
    store.endBody(body);
    isGone(body);
    List<Unit> units =
        List.of(
            Unit.of(new Operation.Send(queue.id(), huge(traits(), body))),
            Unit.of(sending(queue, "a", traits())));
    List<Outcome> outcomes = store.commit(units, List.of()).outcomes();
    assertInstanceOf(Outcome.Failed.class, outcomes.get(0));
    accepted(outcomes.get(1));
    Delivery delivery = take(reader(queue));
    assertNull(delivery.message().storedBody());
    assertEquals("a", body(delivery));
  }
}
