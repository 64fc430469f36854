package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.XASession;
import java.nio.charset.StandardCharsets;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions whose work a transaction manager ends. */
class XaSessionTest extends JmsFixture {

  private static final int SCAN = XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN;

  private XASession session;
  private XAResource resource;
  private Session other;
  private Queue in;
  private Queue out;

  private record Branch(String name) implements Xid {

    @Override
    public int getFormatId() {
      return 7;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {1};
    }
  }

  @BeforeEach
  void open() throws JMSException {
    var connection = closing(factory.createXAConnection());
    connection.start();
    session = connection.createXASession();
    resource = session.getXAResource();
    other = started().createSession();
    in = other.createQueue("in");
    out = other.createQueue("out");
    send(other, in, "a");
  }

  /** Forwards a message within the branch and ends the session's part in it. */
  private void forward(Xid branch) throws JMSException, XAException {
    resource.start(branch, XAResource.TMNOFLAGS);
    MessageConsumer consumer = session.createConsumer(in);
    send(session, out, text(receive(consumer)));
    consumer.close();
    resource.end(branch, XAResource.TMSUCCESS);
  }

  private Message nextIn(Queue queue) throws JMSException {
    try (MessageConsumer consumer = other.createConsumer(queue)) {
      return consumer.receiveNoWait();
    }
  }

  @Test
  void aBranchIsCommittedInOnePhase() throws JMSException, XAException {
    Branch branch = new Branch("one");
    forward(branch);
    assertNull(nextIn(out));
    resource.commit(branch, true);
    assertEquals("a", text(nextIn(out)));
    assertNull(nextIn(in));
  }

  @Test
  void aPreparedBranchShowsInARecoveryAndHoldsWhatItReceived() throws JMSException, XAException {
    Branch branch = new Branch("two");
    forward(branch);
    assertEquals(XAResource.XA_OK, resource.prepare(branch));
    assertNull(nextIn(in));
    assertNull(nextIn(out));

    XAResource recovering = closing(factory.createXAContext()).getXAResource();
    Xid[] found = recovering.recover(SCAN);
    assertEquals(1, found.length);
    assertArrayEquals(branch.getGlobalTransactionId(), found[0].getGlobalTransactionId());
    recovering.commit(found[0], false);
    assertEquals(0, recovering.recover(SCAN).length);
    assertEquals("a", text(nextIn(out)));
    assertNull(nextIn(in));
  }

  @Test
  void aPreparedBranchThatIsRolledBackGivesBackWhatItReceived() throws JMSException, XAException {
    Branch branch = new Branch("two");
    forward(branch);
    resource.prepare(branch);
    resource.rollback(branch);
    assertEquals(0, resource.recover(SCAN).length);
    assertNull(nextIn(out));
    Message again = nextIn(in);
    assertEquals("a", text(again));
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
  }

  @Test
  void aDuplicateWithinABranchIsSuppressed() throws JMSException, XAException {
    Queue fifo = other.createQueue("orders.fifo");
    Branch branch = new Branch("duplicates");
    resource.start(branch, XAResource.TMNOFLAGS);
    var producer = session.createProducer(fifo);
    for (String text : new String[] {"first", "again"}) {
      Message message = session.createTextMessage(text);
      message.setStringProperty("JMSXGroupID", "g");
      message.setStringProperty("JMS_SQS_DeduplicationId", "1");
      producer.send(message);
    }
    resource.end(branch, XAResource.TMSUCCESS);
    resource.prepare(branch);
    resource.commit(branch, false);
    assertEquals("first", text(nextIn(fifo)));
    assertNull(nextIn(fifo));
  }
}
