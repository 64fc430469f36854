package org.leasemq.jms.message;

import jakarta.jms.MessageFormatException;

/**
 * The forms of a message body (Jakarta Messaging 3.1, section 3.11) and plain messages, with their
 * codes in the wire form.
 *
 * <p>Threads: immutable.
 */
enum BodyType {
  PLAIN(0),
  TEXT(1),
  BYTES(2),
  MAP(3),
  STREAM(4),
  OBJECT(5);

  private static final BodyType[] ALL = values();

  private final byte code;

  BodyType(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static BodyType of(byte code) throws MessageFormatException {
    for (BodyType type : ALL) {
      if (type.code == code) {
        return type;
      }
    }
    throw new MessageFormatException(
        "The stored message is damaged: a body of the unknown type " + code);
  }

  LeaseMQMessage receive(ReceivedContent content) {
    return switch (this) {
      case PLAIN -> new LeaseMQMessage(content);
      case TEXT -> new LeaseMQTextMessage(content);
      case BYTES -> new LeaseMQBytesMessage(content);
      case MAP -> new LeaseMQMapMessage(content);
      case STREAM -> new LeaseMQStreamMessage(content);
      case OBJECT -> new LeaseMQObjectMessage(content);
    };
  }
}
