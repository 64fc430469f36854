package org.leasemq.cuts;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A part of the application: one thread, one session, step after step until its life is over.
 *
 * <p>Thread use: run by one thread.
 */
abstract class Worker implements Runnable {

  private static final int[] SIZES = {10, 100, 100, 500, 500, 1000, 5000, 20_000};
  private static final int LARGE = 300_000;

  /** Goes ahead of its message. */
  private static final int HUGE = 1_200_000;

  final Life life;
  final Ledger ledger;
  final String name;
  final Random random;

  Worker(String name, Life life, Random random) {
    this.name = name;
    this.life = life;
    this.ledger = life.ledger;
    this.random = random;
  }

  /** The session that it works with; closed in the end. */
  abstract Session open() throws JMSException;

  /** A piece of work; what it throws must have a reason. */
  abstract void step(Session session) throws JMSException;

  /** After the last step, with the session still open. */
  void finish() {}

  @Override
  @SuppressWarnings("CatchingUnchecked") // the test's thread is told of whatever goes wrong here
  public void run() {
    try {
      Session session = open();
      while (life.goesOn()) {
        try {
          step(session);
        } catch (JMSException e) {
          life.failed(e);
        }
      }
      finish();
      session.close();
    } catch (JMSException e) {
      life.failed(e);
    } catch (RuntimeException | Error e) {
      ledger.problem(name + " failed: " + Life.stack(e));
    }
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** Writes a letter for this queue; each worker has its groups for itself. */
  Letter write(Deal deal, String queue) {
    boolean fifo = queue.endsWith(".fifo");
    String group = fifo ? name + "-" + random.nextInt(3) : null;
    int size = SIZES[random.nextInt(SIZES.length)];
    if (random.nextInt(150) == 0) {
      size = chance(20) ? HUGE : LARGE;
    }
    return ledger.write(deal, queue, group, size, chance(4));
  }

  void send(Session session, Letter letter) throws JMSException {
    try (MessageProducer producer = session.createProducer(session.createQueue(letter.queue))) {
      if (letter.group == null && chance(10)) {
        producer.setDeliveryDelay(1 + random.nextInt(5));
      }
      producer.send(Life.message(session, letter));
    }
  }

  /** Receives one for this deal, if there is one. */
  @Nullable Letter receive(MessageConsumer consumer, Deal deal, String queue) throws JMSException {
    Message message = chance(30) ? consumer.receiveNoWait() : consumer.receive(1);
    return message == null ? null : life.received(deal, message, queue);
  }
}
