package org.leasemq.tck.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.XAJMSContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.LeaseMQConnectionFactory;

/**
 * A process ends in the middle of a two-phase commit. Once its store is open again under the same
 * node name and the transaction manager has recovered, messages and row agree.
 */
class XaCrashTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void messagesAndRowAgreeAfterRecovery(CrashPoint point) throws Exception {
    LeaseMQConnectionFactory factory = CrashingProcess.messages(directory);
    try (JMSContext context = factory.createContext()) {
      XaFixture.sendToGroup(context, CrashingProcess.IN, "customer", "first", "second");
    }

    CrashingProcess.run(point, directory);

    try (XAJMSContext xa = factory.createXAContext();
        Rows rows = CrashingProcess.rows(directory)) {
      int inDoubt = xa.getXAResource().recover(XAResource.TMSTARTRSCAN).length;
      assertEquals(point.leavesMessagesInDoubt() ? 1 : 0, inDoubt);
      if (inDoubt > 0) {
        assertHeldBack(factory);
      }
      Narayana.recover(xa.getXAResource(), rows.resource());

      assertEquals(0, xa.getXAResource().recover(XAResource.TMSTARTRSCAN).length);
      assertEquals(point.commits() ? List.of("first") : List.of(), rows.texts());
      assertEquals(rows.texts(), received(factory, CrashingProcess.OUT));
      List<String> left = point.commits() ? List.of("second") : List.of("first", "second");
      assertEquals(left, received(factory, CrashingProcess.IN));
    }
  }

  /** What is prepared holds its group, and nobody sees what it has sent. */
  private static void assertHeldBack(LeaseMQConnectionFactory factory) throws JMSException {
    try (JMSContext context = factory.createContext()) {
      assertNull(context.createConsumer(CrashingProcess.IN).receiveNoWait());
      assertNull(context.createConsumer(CrashingProcess.OUT).receiveNoWait());
    }
  }

  private static List<String> received(LeaseMQConnectionFactory factory, Queue queue)
      throws JMSException {
    List<String> texts = new ArrayList<>();
    try (JMSContext context = factory.createContext();
        JMSConsumer consumer = context.createConsumer(queue)) {
      Message message;
      while ((message = consumer.receiveNoWait()) != null) {
        texts.add(XaFixture.text(message));
      }
    }
    return texts;
  }
}
