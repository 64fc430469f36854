package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Message selection (Jakarta Messaging 3.1, 3.8.1). */
class SelectorsTest extends SpecFixture {

  /** A message that the selectors below know. */
  private static Message message(Session session) throws JMSException {
    Message message = session.createMessage();
    message.setIntProperty("age", 17);
    message.setLongProperty("large", 1L << 60);
    message.setDoubleProperty("weight", 2500.5);
    message.setBooleanProperty("yes", true);
    message.setBooleanProperty("no", false);
    message.setStringProperty("color", "blue");
    message.setStringProperty("phone", "12993");
    message.setStringProperty("underscored", "_foo");
    message.setStringProperty("quoted", "it's");
    message.setStringProperty("number", "2");
    message.setStringProperty("Country", "UK");
    message.setStringProperty("$_größe1", "x");
    message.setJMSType("car");
    message.setJMSCorrelationID("c-7");
    return message;
  }

  private boolean isSelected(String selector) throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.send(message(session), DeliveryMode.NON_PERSISTENT, 7, 0);
    boolean selected = session.createBrowser(queue, selector).getEnumeration().hasMoreElements();
    Message received = session.createConsumer(queue, selector).receiveNoWait();
    assertEquals(selected, received != null, "browser and consumer disagree");
    return selected;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JMSType = 'car' AND color = 'blue' AND weight > 2500",
        "age = 17",
        "age = 17.0",
        "age <> 18 AND age < 18 AND age <= 17 AND age > 16 AND age >= 17",
        "age = 0x11",
        "large = 1152921504606846976",
        "weight = 2500.5",
        "weight = 25005E-1",
        "age = +17 AND -age = -17",
        "age + 1 = 18 AND age - 1 = 16 AND age * 2 = 34 AND age / 2 = 8",
        "age + 2 * 3 = 23 AND (age + 2) * 3 = 57",
        "age / 2.0 = 8.5",
        "yes",
        "yes = TRUE",
        "no = false AND NOT no",
        "yes <> no",
        "NOT no AND yes OR no",
        "no AND no OR yes",
        "(no OR yes) AND yes",
        "age BETWEEN 15 AND 19",
        "age NOT BETWEEN 18 AND 19",
        "age BETWEEN 17 AND 17",
        "Country IN ('UK', 'US', 'France')",
        "Country NOT IN ('US', 'France')",
        "phone LIKE '12%3'",
        "phone LIKE '1____'",
        "phone NOT LIKE '12%4'",
        "phone LIKE '%'",
        "underscored LIKE '\\_%' ESCAPE '\\'",
        "color NOT LIKE '\\_%' ESCAPE '\\'",
        "quoted = 'it''s'",
        "absent IS NULL",
        "age IS NOT NULL",
        "NOT (age IS NULL)",
        "number = '2'",
        "$_größe1 = 'x'",
        "JMSDeliveryMode = 'NON_PERSISTENT'",
        "JMSPriority = 7",
        "JMSCorrelationID = 'c-7'",
        "JMSMessageID LIKE 'ID:%'",
        "JMSTimestamp > 1000000000000",
        "JMSXGroupID IS NULL",
        "JMS_vendor IS NULL",
        "absent = 1 OR yes",
        "NOT (absent = 1 AND no)",
        "age between 15 and 19 aNd Not no",
        "\tage\n=\r\n17 ",
        "1 = 1",
        "'a' = 'a'",
        "TRUE"
      })
  @Section("3.8.1.1")
  void selects(String selector) throws JMSException {
    assertEquals(true, isSelected(selector));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "age = 18",
        "Age = 17",
        "color = 'Blue'",
        "number > 1",
        "number = 2",
        "age = '17'",
        "color = TRUE",
        "age NOT BETWEEN 15 AND 19",
        "Country IN ('Peru')",
        "Country NOT IN ('UK', 'US', 'France')",
        "phone LIKE '12%4'",
        "color LIKE 'BLUE'",
        "color LIKE '\\_%' ESCAPE '\\'",
        "no",
        "NOT yes",
        "absent = 1",
        "absent <> 1",
        "NOT (absent = 1)",
        "absent = 1 AND yes",
        "absent = 1 OR no",
        "NOT absent",
        "absent",
        "absent IN ('a')",
        "absent NOT IN ('a')",
        "absent LIKE 'a'",
        "absent NOT LIKE 'a'",
        "absent BETWEEN 1 AND 2",
        "absent NOT BETWEEN 1 AND 2",
        "absent + 1 = 2",
        "absent IS NOT NULL",
        "age IS NULL",
        "JMSDeliveryMode = 'PERSISTENT'",
        "FALSE"
      })
  @Section("3.8.1.1")
  void doesNotSelect(String selector) throws JMSException {
    assertEquals(false, isSelected(selector));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "age = ",
        "= 17",
        "age == 17",
        "age = 17 17",
        "age = 17)",
        "(age = 17",
        "age BETWEEN 15",
        "age BETWEEN 15 19",
        "Country IN ()",
        "Country IN ('UK'",
        "Country IN (1, 2)",
        "phone LIKE 12",
        "phone LIKE 'a' ESCAPE '12'",
        "color = 'blue",
        "NULL = 1",
        "LIKE = 'x'",
        "1st = 1",
        "a.b = 1",
        "age IS 17",
        "age = 17 /* comment */",
        "JMSDestination = 'x'",
        "JMSReplyTo IS NULL"
      })
  @Section("3.8.1.1")
  void isRefused(String selector) throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    assertThrows(InvalidSelectorException.class, () -> session.createConsumer(queue, selector));
  }

  @Test
  @Section("4.1.2")
  void whatIsNotSelectedStaysForOthers() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    for (int i = 0; i < 4; i++) {
      Message message = session.createTextMessage("" + i);
      message.setIntProperty("odd", i % 2);
      session.createProducer(queue).send(message);
    }
    MessageConsumer odd = session.createConsumer(queue, "odd = 1");
    assertReceives(odd, "1", "3");
    assertNothing(odd);
    MessageConsumer rest = session.createConsumer(queue);
    assertReceives(rest, "0", "2");
    assertNothing(rest);
  }

  @Test
  @Section("4.1.2")
  void aWaitingConsumerReceivesWhatItSelectsWhenItArrives() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue, "color = 'blue'");
    Session sending = session();
    send(sending, queue, "colorless");
    assertNothing(consumer);
    sending.createProducer(queue).send(message(sending));
    assertNotNull(next(consumer));
    assertReceives(session().createConsumer(queue), "colorless");
  }
}
