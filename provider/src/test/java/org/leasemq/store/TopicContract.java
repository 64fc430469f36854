package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;

/** What every store does with topics and subscriptions. */
abstract class TopicContract extends BranchContract {

  private Topic topic(String name) {
    return store.createTopic(new QueueName(name), false);
  }

  private static SubscriptionKey key(String name) {
    return new SubscriptionKey("client", name);
  }

  private Subscription subscribe(SubscriptionSpec spec, String queue) {
    QueueName name = new QueueName(queue);
    return store.createSubscription(spec, name, QueueSettings.defaults(name));
  }

  private Subscription subscribe(Topic topic, String name, UnaryOperator<QueueSettings> change) {
    QueueName queue = new QueueName(name);
    return store.createSubscription(
        new SubscriptionSpec(topic.id(), key(name), true, false, null, null),
        queue,
        change.apply(QueueSettings.defaults(queue)));
  }

  private Subscription durable(Topic topic, String name) {
    return subscribe(topic, name, UnaryOperator.identity());
  }

  private Subscription selecting(Topic topic, String name, String selector) {
    return subscribe(
        new SubscriptionSpec(topic.id(), key(name), true, false, selector, null), name);
  }

  private Subscription passing(Topic topic, String queue) {
    return subscribe(new SubscriptionSpec(topic.id(), null, false, false, null, null), queue);
  }

  private static Operation.Publish publishing(Topic topic, String body, MessageTraits traits) {
    return new Operation.Publish(topic.id(), message(body, traits), "me");
  }

  private Outcome.Sent publish(Topic topic, String body, MessageTraits traits) {
    Outcome outcome = commit(publishing(topic, body, traits));
    return assertInstanceOf(Outcome.Accepted.class, outcome).sent().get(0);
  }

  private Outcome.Sent publish(Topic topic, String body) {
    return publish(topic, body, traits());
  }

  private List<String> all(Subscription subscription) {
    Reader reader = reader(again(subscription.queue()));
    List<Delivery> claimed = claimAll(reader);
    store.putBack(claimed);
    store.closeReader(reader);
    return bodies(claimed);
  }

  @Test
  void findsAndListsTopicsAndSubscriptions() {
    Topic b = topic("b");
    Topic a = topic("a");
    Queue sameName = queue("a");
    assertEquals(List.of(a, b), store.topics());
    assertEquals(a, store.findTopic(a.name()).orElseThrow());
    assertTrue(store.findTopic(new QueueName("c")).isEmpty());
    assertEquals(sameName, store.findQueue(a.name()).orElseThrow());
    assertThrows(StoreException.class, () -> topic("a"));
    Subscription one = durable(a, "one");
    Subscription two = passing(a, "two");
    assertEquals(List.of(one, two), store.subscriptions(a.id()));
    assertEquals(List.of(), store.subscriptions(b.id()));
    assertFalse(one.queue().temporary());
    assertTrue(two.queue().temporary());
    assertEquals(Optional.of(one), store.findSubscription(key("one"), true));
    assertEquals(Optional.empty(), store.findSubscription(key("one"), false));
    assertThrows(StoreException.class, () -> durable(b, "one"));
  }

  @Test
  void durableAndOtherSubscriptionsAreNamedApart() {
    Topic topic = topic("t");
    SubscriptionKey key = new SubscriptionKey(null, "s");
    Subscription lasting =
        subscribe(new SubscriptionSpec(topic.id(), key, true, true, null, null), "q1");
    Subscription passing =
        subscribe(new SubscriptionSpec(topic.id(), key, false, true, null, null), "q2");
    assertEquals(Optional.of(lasting), store.findSubscription(key, true));
    assertEquals(Optional.of(passing), store.findSubscription(key, false));
    store.deleteQueue(lasting.queue().id());
    assertEquals(Optional.empty(), store.findSubscription(key, true));
    assertEquals(List.of(passing), store.subscriptions(topic.id()));
  }

  @Test
  void aPublishReachesTheSubscriptionsOfThatMoment() {
    Topic topic = topic("t");
    Outcome.Sent none = publish(topic, "nobody listens");
    Subscription first = durable(topic, "first");
    Outcome.Sent one = publish(topic, "one");
    Subscription second = passing(topic, "second");
    Subscription other = durable(topic("other"), "elsewhere");
    publish(topic, "two");
    assertNotEquals(none.id(), one.id());
    assertEquals(List.of("one", "two"), all(first));
    assertEquals(List.of("two"), all(second));
    assertEquals(List.of(), all(other));
    store.deleteQueue(first.queue().id());
    publish(topic, "three");
    assertEquals(List.of("two", "three"), all(second));
  }

  @Test
  void selectorsAndExcludedPublishersApplyAtThePublish() {
    Topic topic = topic("t");
    Subscription selecting = selecting(topic, "a", "a");
    Subscription alike = selecting(topic, "also a", "a");
    Subscription all = durable(topic, "all");
    Subscription notMine =
        subscribe(
            new SubscriptionSpec(topic.id(), key("not mine"), true, false, null, "me"), "not mine");
    Subscription notYours =
        subscribe(
            new SubscriptionSpec(topic.id(), key("not yours"), true, false, "a", "you"),
            "not yours");
    publish(topic, "a1");
    publish(topic, "b1");
    accepted(commit(new Operation.Publish(topic.id(), message("a2", traits()), null)));
    reopen();
    accepted(commit(new Operation.Publish(topic.id(), message("a3", traits()), "you")));
    assertEquals(List.of("a1", "a2", "a3"), all(selecting));
    assertEquals(List.of("a1", "a2", "a3"), all(alike));
    assertEquals(List.of("a1", "b1", "a2", "a3"), all(all));
    assertEquals(List.of("a2", "a3"), all(notMine));
    assertEquals(List.of("a1", "a2"), all(notYours));
  }

  @Test
  void durableSubscriptionsLastAndOthersLeaveNothing() {
    Topic topic = topic("t");
    Topic temporary = store.createTopic(new QueueName("temporary"), true);
    Subscription lasting = selecting(topic, "lasting", "a");
    Subscription passing = passing(topic, "passing");
    Subscription ofTemporary = passing(temporary, "of temporary");
    publish(topic, "a1");
    publish(temporary, "a2");
    reopen();
    assertEquals(List.of(topic), store.topics());
    assertEquals(List.of(lasting), store.subscriptions(topic.id()));
    assertEquals(Optional.of(lasting), store.findSubscription(key("lasting"), true));
    assertTrue(store.findQueue(passing.queue().name()).isEmpty());
    assertTrue(store.findQueue(ofTemporary.queue().name()).isEmpty());
    publish(topic, "a3");
    assertEquals(List.of("a1", "a3"), all(lasting));
    assertEquals(
        new Outcome.TopicMissing(temporary.id()), commit(publishing(temporary, "x", traits())));
  }

  @Test
  void aDeletedTopicIsGoneWithItsSubscriptions() {
    Topic topic = topic("t");
    Subscription subscription = durable(topic, "s");
    publish(topic, "a");
    Delivery a = take(reader(subscription.queue()));
    store.deleteTopic(topic.id());
    store.deleteTopic(topic.id());
    stale(a, commit(acknowledging(a)));
    assertTrue(store.findTopic(topic.name()).isEmpty());
    assertTrue(store.findQueue(subscription.queue().name()).isEmpty());
    assertEquals(new Outcome.TopicMissing(topic.id()), commit(publishing(topic, "b", traits())));
    Queue queue = queue("q");
    assertEquals(
        new Outcome.TopicMissing(topic.id()),
        commit(sending(queue, "c", traits()), publishing(topic, "b", traits())));
    bodiesLeft(reader(queue));
    Topic again = topic("t");
    assertNotEquals(topic.id(), again.id());
    reopen();
    assertEquals(List.of(again), store.topics());
    assertEquals(List.of(), store.subscriptions(again.id()));
  }

  @Test
  void anEndedSubscriptionKeepsOnlyWhatIsHeld() {
    Topic topic = topic("t");
    Subscription subscription = passing(topic, "s");
    publish(topic, "held");
    publish(topic, "waits");
    Reader reader = reader(subscription.queue());
    Delivery held = take(reader);
    store.closeReader(reader);
    assertEquals(1, store.startedLeases(subscription.queue().id()));
    assertEquals(0, store.startedLeases(queue("other").id()));
    store.endSubscription(subscription.queue().id());
    store.endSubscription(subscription.queue().id());
    publish(topic, "too late");
    assertEquals(List.of(), store.subscriptions(topic.id()));
    assertEquals(1, store.count(subscription.queue().id()));
    accepted(commit(acknowledging(held)));
    assertEquals(0, store.count(subscription.queue().id()));
    assertEquals(0, store.startedLeases(subscription.queue().id()));
    reopen();
    assertTrue(store.findQueue(subscription.queue().name()).isEmpty());
  }

  @Test
  void eachSubscriptionKeepsAMessageForItsOwnTime() {
    Topic topic = topic("t");
    Subscription lasting = durable(topic, "lasting");
    Subscription brief = subscribe(topic, "brief", TestSettings.retention(SECOND));
    publish(topic, "a");
    pass(SECOND);
    assertEquals(1, store.expireMessages(10));
    assertEquals(List.of("a"), all(lasting));
    assertEquals(0, store.count(brief.queue().id()));
  }

  @Test
  void aPublishIsHandedOverInEachSubscription() {
    Topic topic = topic("t");
    Subscription one = durable(topic, "one");
    Subscription two = durable(topic, "two");
    Reader first = reader(one.queue());
    Reader second = reader(two.queue());
    bodiesLeft(first);
    bodiesLeft(second);
    Batch batch =
        store.commit(
            List.of(Unit.of(publishing(topic, "a", traits()))),
            List.of(new Demand(first, 1, 1000), new Demand(second, 1, 1000)));
    assertEquals(List.of("a"), bodies(batch.handedOver().get(first)));
    assertEquals(List.of("a"), bodies(batch.handedOver().get(second)));
  }

  @Test
  void eachSubscriptionDeduplicatesDelaysAndExpires() {
    Topic topic = topic("t");
    Subscription plain = subscribe(topic, "plain", TestSettings.window(MINUTE));
    Outcome.Sent first = publish(topic, "a", token(null, "t"));
    Subscription late = subscribe(topic, "late", TestSettings.window(MINUTE));
    Outcome.Sent second = publish(topic, "b", token(null, "t"));
    assertFalse(second.duplicate(), "it is new to one of them");
    Outcome.Sent third = publish(topic, "c", token(null, "t"));
    assertTrue(third.duplicate());
    assertEquals(first.id(), third.id());
    publish(topic, "due", due(null, SECOND));
    publish(topic, "short", expiring(null, SECOND));
    assertEquals(List.of("a", "short"), all(plain));
    assertEquals(List.of("b", "short"), all(late));
    passAndServe(SECOND);
    assertEquals(List.of("a", "due"), all(plain));
    assertEquals(List.of("b", "due"), all(late));
  }

  @Test
  void fifoTopicsKeepGroupOrderInEachSubscription() {
    Topic topic = topic("t.fifo");
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      subscriptions.add(durable(topic, "s" + i + ".fifo"));
    }
    for (int i = 0; i < 5; i++) {
      publish(topic, "a" + i, group("a"));
      publish(topic, "b" + i, group("b"));
    }
    reopen();
    for (Subscription subscription : subscriptions) {
      Reader reader = reader(again(subscription.queue()));
      for (int i = 0; i < 5; i++) {
        List<Delivery> heads = claimAll(reader);
        assertEquals(List.of("a" + i, "b" + i), bodies(heads).stream().sorted().toList());
        heads.forEach(this::acknowledge);
      }
    }
  }

  @Test
  void aBranchFansOutWhenItCommits() {
    Topic topic = topic("t");
    Topic gone = topic("gone");
    Subscription before = durable(topic, "before");
    accepted(
        commit(
            new Operation.Prepare(
                BRANCH,
                List.of(
                    publishing(topic, "a", token(null, "t")), publishing(gone, "x", traits())))));
    assertEquals(List.of(), all(before));
    Subscription meanwhile =
        subscribe(
            new SubscriptionSpec(topic.id(), key("meanwhile"), true, false, null, "you"),
            "meanwhile");
    Subscription notMine =
        subscribe(
            new SubscriptionSpec(topic.id(), key("not mine"), true, false, null, "me"), "not mine");
    store.deleteTopic(gone.id());
    reopen();
    Outcome outcome = commit(new Operation.CommitBranch(BRANCH));
    assertEquals(1, assertInstanceOf(Outcome.Accepted.class, outcome).sent().size());
    assertEquals(List.of("a"), all(before));
    assertEquals(List.of("a"), all(meanwhile));
    assertEquals(List.of(), all(notMine));
  }
}
