package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.leasemq.engine.Node;
import org.leasemq.tx.LocalTransaction;
import org.leasemq.tx.NoTransaction;
import org.leasemq.tx.Settlements;
import org.leasemq.tx.Work;

/** The session modes and the strategies that they stand for. Stateless. */
public final class SessionModes {

  /** Acknowledges each message alone, as Amazon's JMS library for SQS does in its mode 100. */
  public static final int INDIVIDUAL_ACKNOWLEDGE = 100;

  private static final int AUTO_BEHIND = 1;
  private static final int DUPS_OK_BEHIND = 64;

  private SessionModes() {}

  /**
   * Checks a mode.
   *
   * @throws JMSException if it is none
   */
  static int checked(int mode) throws JMSException {
    if (mode == INDIVIDUAL_ACKNOWLEDGE
        || (mode >= Session.SESSION_TRANSACTED && mode <= Session.DUPS_OK_ACKNOWLEDGE)) {
      return mode;
    }
    throw new JMSException(
        "There is no session mode "
            + mode
            + ": use AUTO_ACKNOWLEDGE (1), CLIENT_ACKNOWLEDGE (2), DUPS_OK_ACKNOWLEDGE (3),"
            + " SESSION_TRANSACTED (0), or 100 to acknowledge each message alone");
  }

  /** The mode that the two arguments of the older methods mean. */
  static int checked(boolean transacted, int acknowledgeMode) throws JMSException {
    if (transacted) {
      return Session.SESSION_TRANSACTED;
    }
    if (acknowledgeMode == Session.SESSION_TRANSACTED) {
      throw new JMSException("A session that is not transacted needs an acknowledge mode, not 0");
    }
    return checked(acknowledgeMode);
  }

  static Work work(int mode, Node node) {
    return mode == Session.SESSION_TRANSACTED
        ? new LocalTransaction(node)
        : new NoTransaction(node);
  }

  /** A transacted session falls back to the automatic mode while no transaction is open. */
  static AcknowledgeMode acknowledge(int mode, Node node, Problems problems) {
    Settlements settlements = new Settlements(node);
    return switch (mode) {
      case Session.CLIENT_ACKNOWLEDGE -> new HeldAcknowledge.Client(settlements);
      case INDIVIDUAL_ACKNOWLEDGE -> new HeldAcknowledge.Individual(settlements);
      case Session.DUPS_OK_ACKNOWLEDGE ->
          new LazyAcknowledge(mode, DUPS_OK_BEHIND, settlements, problems);
      default -> new LazyAcknowledge(mode, AUTO_BEHIND, settlements, problems);
    };
  }
}
