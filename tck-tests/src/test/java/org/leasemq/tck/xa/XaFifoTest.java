package org.leasemq.tck.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.XAJMSContext;
import jakarta.transaction.RollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.LeaseMQQueue;

/** What a FIFO queue promises holds across the ends of XA transactions, good and bad. */
class XaFifoTest extends XaFixture {

  private static final int GROUPS = 3;
  private static final int MESSAGES = 30;

  private final LeaseMQQueue fifo = new LeaseMQQueue("orders.fifo");

  @Test
  void onlyACommittedSendSuppressesADuplicate() throws Exception {
    XAJMSContext context = xaContext();

    begin(context.getXAResource());
    sendOnce(context, "rolled back");
    transactions.rollback();

    begin(context.getXAResource(), VotingResource.refusing());
    sendOnce(context, "prepared and rolled back");
    assertThrows(RollbackException.class, transactions::commit);

    begin(context.getXAResource(), VotingResource.approving());
    sendOnce(context, "committed");
    transactions.commit();

    begin(context.getXAResource(), VotingResource.approving());
    sendOnce(context, "duplicate");
    transactions.commit();

    assertEquals(List.of("committed"), waiting(fifo));
  }

  private void sendOnce(JMSContext context, String text) {
    context
        .createProducer()
        .setProperty("JMSXGroupID", "customer")
        .setProperty("JMS_SQS_DeduplicationId", "order-1")
        .send(fifo, text);
  }

  /** Batches of random size over all groups; some are rolled back, some by the other resource. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyGroupKeepsItsOrderAcrossRollbacks(long seed) throws Exception {
    Random random = new Random(seed);
    fifo.setBackOffImmediate(1000);
    fifo.setMaxReceiveCount(1000);
    JMSContext plain = plainContext();
    for (int number = 0; number < MESSAGES; number++) {
      sendToGroup(plain, fifo, "group " + number % GROUPS, Integer.toString(number));
    }
    XAJMSContext context = xaContext();
    JMSConsumer consumer = context.createConsumer(fifo);
    Map<String, List<Integer>> committed = new TreeMap<>();
    int left = MESSAGES;
    while (left > 0) {
      boolean approve = random.nextBoolean();
      begin(
          context.getXAResource(),
          approve ? VotingResource.approving() : VotingResource.refusing());
      List<Message> batch = new ArrayList<>();
      for (int more = Math.min(left, 1 + random.nextInt(4)); more > 0; more--) {
        Message message = consumer.receive(SOON);
        text(message);
        batch.add(message);
      }
      if (!approve && random.nextBoolean()) {
        transactions.rollback();
      } else if (!approve) {
        assertThrows(RollbackException.class, transactions::commit);
      } else {
        transactions.commit();
        left -= batch.size();
        for (Message message : batch) {
          committed
              .computeIfAbsent(message.getStringProperty("JMSXGroupID"), g -> new ArrayList<>())
              .add(Integer.valueOf(text(message)));
        }
      }
    }
    assertEquals(GROUPS, committed.size());
    committed.forEach(
        (group, numbers) -> assertEquals(numbers.stream().sorted().distinct().toList(), numbers));
    assertEquals(List.of(), waiting(fifo));
  }
}
