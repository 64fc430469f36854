package org.leasemq.cuts;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * A listener whose session acknowledges, one behind.
 *
 * <p>Thread use: called by its session's thread.
 */
final class Listening implements MessageListener {

  private final String name;
  private final Life life;
  private final Random random;
  private final String from;
  private final Deque<Deal> underWay = new ArrayDeque<>();

  Listening(String name, Life life, Random random, String from) {
    this.name = name;
    this.life = life;
    this.random = random;
    this.from = from;
  }

  void listen(Connection connection) throws JMSException {
    Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
    session.createConsumer(session.createQueue(from)).setMessageListener(this);
  }

  @Override
  public void onMessage(Message message) {
    // The acknowledge before the last one has been awaited, and nobody was told that it failed.
    if (underWay.size() > 1) {
      Deal earlier = underWay.poll();
      if (life.isHealthy()) {
        life.ledger.become(earlier, State.DONE);
      }
    }
    Deal deal = life.ledger.begin(name, null);
    deal.automatic = true;
    try {
      Letter letter = life.received(deal, message, from);
      if (letter == null || letter.poison || random.nextInt(100) < 5) {
        life.ledger.become(deal, State.NOT);
        throw new IllegalArgumentException("Refused");
      }
    } catch (JMSException e) {
      life.ledger.problem(name + " cannot read: " + Life.stack(e));
    }
    life.ledger.become(deal, State.ENDING);
    underWay.add(deal);
  }
}
