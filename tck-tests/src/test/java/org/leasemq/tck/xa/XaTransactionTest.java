package org.leasemq.tck.xa;

import static jakarta.transaction.Status.STATUS_ROLLEDBACK;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.XAJMSContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Transaction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.LeaseMQQueue;

/** Messages and a second resource in one XA transaction (Jakarta Messaging 3.1, 9.2). */
class XaTransactionTest extends XaFixture {

  private final LeaseMQQueue in = new LeaseMQQueue("in");
  private final LeaseMQQueue out = new LeaseMQQueue("out");

  @Test
  void commitsAReceiveASendAndARowTogether() throws Exception {
    XAJMSContext context = xaContext();
    Rows rows = rows();
    send(plainContext(), in, "order");

    RecordedResource messages = new RecordedResource(context.getXAResource());
    begin(messages, rows.resource());
    rows.insert(receive(context.createConsumer(in)));
    send(context, out, "confirmation");
    assertEquals(List.of(), rows.texts());
    assertEquals(List.of(), waiting(out));
    transactions.commit();

    assertEquals(List.of("order"), rows.texts());
    assertEquals(List.of("confirmation"), waiting(out));
    assertEquals(List.of(), waiting(in));
    assertEquals(List.of("start", "end", "prepare", "commit"), messages.calls());
  }

  @Test
  void rollsBackAReceiveASendAndARowTogether() throws Exception {
    XAJMSContext context = xaContext();
    JMSConsumer consumer = context.createConsumer(in);
    Rows rows = rows();
    send(plainContext(), in, "order");

    begin(context.getXAResource(), rows.resource());
    rows.insert(receive(consumer));
    send(context, out, "confirmation");
    transactions.rollback();

    assertEquals(List.of(), rows.texts());
    assertEquals(List.of(), waiting(out));
    begin(context.getXAResource());
    Message again = consumer.receive(SOON);
    assertEquals("order", text(again));
    assertTrue(again.getJMSRedelivered());
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
    transactions.commit();
    assertEquals(List.of(), waiting(in));
  }

  @Test
  void rollsBackWhatWasPreparedIfTheOtherResourceRefuses() throws Exception {
    XAJMSContext context = xaContext();
    JMSConsumer consumer = context.createConsumer(in);
    send(plainContext(), in, "order");

    RecordedResource messages = new RecordedResource(context.getXAResource());
    begin(messages, VotingResource.refusing());
    receive(consumer);
    send(context, out, "confirmation");
    // A heuristic end would be another exception.
    assertThrows(RollbackException.class, transactions::commit);

    assertEquals(List.of("start", "end", "prepare", "rollback"), messages.calls());
    assertEquals(List.of("order"), waiting(in));
    assertEquals(List.of(), waiting(out));
    assertEquals(0, context.getXAResource().recover(TMSTARTRSCAN).length);
  }

  @Test
  void commitsAloneInOnePhase() throws Exception {
    XAJMSContext context = xaContext();
    RecordedResource messages = new RecordedResource(context.getXAResource());
    begin(messages);
    send(context, out, "only");
    transactions.commit();

    assertEquals(List.of("start", "end", "commit in one phase"), messages.calls());
    assertEquals(List.of("only"), waiting(out));
  }

  @Test
  void receivesAndForwardsAsOneBranchInOnePhase() throws Exception {
    XAJMSContext receiving = xaContext();
    XAJMSContext forwarding = xaContext();
    send(plainContext(), in, "order");

    List<String> calls = new CopyOnWriteArrayList<>();
    begin(
        new RecordedResource(receiving.getXAResource(), calls),
        new RecordedResource(forwarding.getXAResource(), calls));
    send(forwarding, out, receive(receiving.createConsumer(in)));
    transactions.commit();

    assertEquals(List.of("start", "join", "end", "end", "commit in one phase"), calls);
    assertEquals(List.of(), waiting(in));
    assertEquals(List.of("order"), waiting(out));
  }

  @Test
  void votesReadOnlyWhenNothingWasDone() throws Exception {
    XAJMSContext context = xaContext();
    Rows rows = rows();
    RecordedResource messages = new RecordedResource(context.getXAResource());
    begin(messages, rows.resource());
    rows.insert("row");
    assertNull(context.createConsumer(in).receiveNoWait());
    transactions.commit();

    assertEquals(List.of("start", "end", "prepare: read-only"), messages.calls());
    assertEquals(List.of("row"), rows.texts());
  }

  @Test
  void anotherTransactionRunsOnTheSessionWhileTheFirstIsSuspended() throws Exception {
    XAJMSContext context = xaContext();
    RecordedResource messages = new RecordedResource(context.getXAResource());
    begin(messages);
    send(context, out, "first, before");
    delist(messages, TMSUSPEND);
    Transaction first = transactions.suspend();

    RecordedResource other = new RecordedResource(context.getXAResource());
    begin(other);
    send(context, out, "second");
    transactions.commit();
    assertEquals(List.of("second"), waiting(out));

    transactions.resume(first);
    enlist(messages);
    send(context, out, "first, after");
    transactions.rollback();
    assertEquals(List.of("second"), waiting(out));
    assertEquals(List.of("start", "suspend", "resume", "end", "rollback"), messages.calls());
  }

  @Test
  void whatIsResumedIsCommittedAsAWhole() throws Exception {
    XAJMSContext context = xaContext();
    begin(context.getXAResource());
    send(context, out, "before");
    delist(context.getXAResource(), TMSUSPEND);
    Transaction suspended = transactions.suspend();
    send(context, out, "outside");
    assertEquals(List.of("outside"), waiting(out));

    transactions.resume(suspended);
    enlist(context.getXAResource());
    send(context, out, "after");
    transactions.commit();
    assertEquals(List.of("outside", "before", "after"), waiting(out));
  }

  @Test
  void aTransactionThatOutlivesItsTimeoutIsRolledBack() throws Exception {
    XAJMSContext context = xaContext();
    JMSConsumer consumer = context.createConsumer(in);
    Rows rows = rows();
    send(plainContext(), in, "order");
    transactions.setTransactionTimeout(1);
    try {
      begin(context.getXAResource(), rows.resource());
    } finally {
      transactions.setTransactionTimeout(0);
    }
    assertTrue(context.getXAResource().getTransactionTimeout() > 0, "the resource was not told");
    rows.insert(receive(consumer));
    Transaction late = transactions.getTransaction();
    await().until(() -> late.getStatus() == STATUS_ROLLEDBACK);
    assertThrows(RollbackException.class, transactions::commit);

    assertEquals(List.of(), rows.texts());
    begin(context.getXAResource());
    assertEquals("order", receive(consumer));
    transactions.commit();
  }

  /** Without a transaction manager's help: the branch's own alarm. */
  @Test
  void aBranchThatOutlivesItsTimeoutGivesItsMessagesBack() throws Exception {
    XAJMSContext context = xaContext();
    JMSConsumer consumer = context.createConsumer(in);
    JMSContext plain = plainContext();
    send(plain, in, "order");
    Xid xid = new TestXid("times out");
    context.getXAResource().setTransactionTimeout(1);
    context.getXAResource().start(xid, TMNOFLAGS);
    receive(consumer);
    assertEquals("order", receive(plain.createConsumer(in)));

    XAException failure =
        assertThrows(XAException.class, () -> context.getXAResource().end(xid, TMSUCCESS));
    assertEquals(XAException.XA_RBTIMEOUT, failure.errorCode);
    context.getXAResource().rollback(xid);
    assertEquals(0, context.getXAResource().recover(TMSTARTRSCAN).length);
  }

  @Test
  void aLeaseThatIsOverRollsTheWholeTransactionBack() throws Exception {
    in.setLeaseExtension(false);
    in.setVisibilityTimeout("1s");
    XAJMSContext context = xaContext();
    JMSContext other = plainContext();
    Rows rows = rows();
    send(other, in, "order");

    begin(context.getXAResource(), rows.resource());
    rows.insert(receive(context.createConsumer(in)));
    send(context, out, "confirmation");
    // Somebody else gets it as soon as the lease is over.
    assertEquals("order", receive(other.createConsumer(in)));
    assertThrows(RollbackException.class, transactions::commit);

    assertEquals(List.of(), rows.texts());
    assertEquals(List.of(), waiting(out));
  }

  @Test
  void nothingEndsHeuristically() throws Exception {
    XAJMSContext context = xaContext();
    Xid xid = new TestXid("branch");
    context.getXAResource().start(xid, TMNOFLAGS);
    send(context, out, "order");
    context.getXAResource().end(xid, TMSUCCESS);
    context.getXAResource().prepare(xid);
    assertEquals(
        XAException.XAER_PROTO, code(() -> context.getXAResource().forget(xid)), "while prepared");
    assertEquals(1, context.getXAResource().recover(TMSTARTRSCAN).length);
    context.getXAResource().commit(xid, false);

    assertEquals(0, context.getXAResource().recover(TMSTARTRSCAN).length);
    assertEquals(XAException.XAER_NOTA, code(() -> context.getXAResource().forget(xid)));
    assertEquals(XAException.XAER_NOTA, code(() -> context.getXAResource().commit(xid, false)));
    assertEquals(XAException.XAER_NOTA, code(() -> context.getXAResource().rollback(xid)));
    assertEquals(List.of("order"), waiting(out));
  }

  private static int code(Executable call) {
    return assertThrows(XAException.class, call).errorCode;
  }
}
