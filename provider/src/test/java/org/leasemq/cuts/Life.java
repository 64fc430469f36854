package org.leasemq.cuts;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TransactionRolledBackException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.StoreException;
import org.leasemq.store.file.sim.PowerCutDisk;

/**
 * What the workers of one life share: its end, and what failures mean.
 *
 * <p>Thread use: any number of threads.
 */
final class Life {

  final Provider provider;
  final Ledger ledger;
  private final PowerCutDisk disk;
  private final AtomicInteger steps;
  private final AtomicInteger failuresUntilHealed;
  private volatile boolean troubled;

  Life(Provider provider, Ledger ledger, PowerCutDisk disk, int steps, int failuresUntilHealed) {
    this.provider = provider;
    this.ledger = ledger;
    this.disk = disk;
    this.steps = new AtomicInteger(steps);
    this.failuresUntilHealed = new AtomicInteger(failuresUntilHealed);
  }

  /** Whether the workers go on. */
  boolean goesOn() {
    return !disk.isOff() && steps.decrementAndGet() >= 0;
  }

  /** Whether nothing has gone wrong in this life so far. */
  boolean isHealthy() {
    // In this order: heal notes the trouble before it takes the fault away.
    return !disk.isOff() && !disk.hasFailed() && !troubled;
  }

  /** Gives space back. */
  void heal() {
    troubled |= disk.hasFailed();
    disk.heal();
  }

  /** A call has failed: it must have had a reason to. Some failures later the disk has space. */
  void failed(Exception failure) {
    if (isHealthy()) {
      ledger.problem("Failed without need: " + stack(failure));
    }
    if (!disk.isOff() && failuresUntilHealed.decrementAndGet() == 0) {
      heal();
    }
  }

  /** As {@link #failed}, of the call that was to end this deal; says what it was told. */
  State failed(Deal deal, JMSException failure) {
    failed(failure);
    Throwable cause = failure.getCause();
    boolean nothing =
        failure instanceof TransactionRolledBackException
            || (cause instanceof StoreException && !(cause instanceof OutcomeUnknownException));
    State state = nothing ? State.NOT : State.MAYBE;
    deal.told = " (" + failure.getMessage() + ")";
    ledger.become(deal, state);
    return state;
  }

  static String stack(Throwable failure) {
    java.io.StringWriter text = new java.io.StringWriter();
    failure.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  /** Notes that a deal has received a message from this queue. */
  @Nullable Letter received(Deal deal, Message message, String queue) throws JMSException {
    Letter letter =
        ledger.received(
            deal,
            message.getStringProperty("letter"),
            queue,
            message.getIntProperty("JMSXDeliveryCount"));
    if (letter != null) {
      ledger.checkBody(letter.id(), message.getBody(byte[].class));
    }
    return letter;
  }

  /** The message of a letter. */
  static BytesMessage message(jakarta.jms.Session session, Letter letter) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(letter.body());
    message.setStringProperty("letter", letter.id());
    message.setStringProperty("JMS_SQS_DeduplicationId", letter.id());
    if (letter.group != null) {
      message.setStringProperty("JMSXGroupID", letter.group);
    }
    return message;
  }
}
