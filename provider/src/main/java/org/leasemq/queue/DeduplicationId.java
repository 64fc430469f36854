package org.leasemq.queue;

/**
 * The sender's token for a message; a second send inside the window is suppressed: 1 to 128
 * characters. Immutable.
 */
public record DeduplicationId(String value) {

  public DeduplicationId {
    Tokens.check("deduplication id (JMS_SQS_DeduplicationId)", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
