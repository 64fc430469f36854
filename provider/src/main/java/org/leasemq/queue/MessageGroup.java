package org.leasemq.queue;

/** The JMSXGroupID of a message: 1 to 128 characters. Immutable. */
public record MessageGroup(String value) {

  public MessageGroup {
    Tokens.check("message group (JMSXGroupID)", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
