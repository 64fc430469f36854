package org.leasemq.jms.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a message (Jakarta Messaging 3.1, section 3.4) and how they are written.
 * {@link HeaderView} reads them.
 *
 * <p>The form, version 1: version, body type, flags (2 bytes), priority; the timestamp, expiration
 * and delivery time that are not zero (8 bytes each); the message id, correlation id, type,
 * destination and reply destination that are there; the number of properties, each a name and a
 * typed value.
 *
 * <p>Threads: not safe; belongs to its message.
 */
final class Headers {

  static final byte VERSION = 1;

  static final int NON_PERSISTENT = 1;
  static final int NO_BODY = 1 << 1;
  static final int TIMESTAMP = 1 << 2;
  static final int EXPIRATION = 1 << 3;
  static final int DELIVERY_TIME = 1 << 4;
  static final int MESSAGE_ID = 1 << 5;
  static final int CORRELATION_ID = 1 << 6;
  static final int CORRELATION_BYTES = 1 << 7;
  static final int TYPE = 1 << 8;
  static final int DESTINATION = 1 << 9;
  static final int REPLY_TO = 1 << 10;
  static final int ALL_FLAGS = (1 << 11) - 1;

  @Nullable String messageId;
  long timestamp;
  @Nullable String correlationId;
  byte @Nullable [] correlationBytes;
  @Nullable LeaseMQDestination replyTo;
  @Nullable Destination destination;
  int deliveryMode = Message.DEFAULT_DELIVERY_MODE;
  boolean redelivered;
  @Nullable String type;
  long expiration;
  long deliveryTime;
  int priority = Message.DEFAULT_PRIORITY;

  @Nullable String correlationId() {
    return correlationBytes != null ? new String(correlationBytes, UTF_8) : correlationId;
  }

  byte @Nullable [] correlationBytes() {
    if (correlationBytes != null) {
      return correlationBytes.clone();
    }
    return correlationId != null ? Utf8.encode(correlationId) : null;
  }

  /** Writes all but the properties, which must follow. */
  void write(ByteSink sink, BodyType bodyType, boolean noBody) throws InvalidDestinationException {
    sink.putByte(VERSION);
    sink.putByte(bodyType.code());
    sink.putShort(flags(noBody));
    sink.putByte(priority);
    putTime(sink, timestamp);
    putTime(sink, expiration);
    putTime(sink, deliveryTime);
    putString(sink, messageId);
    if (correlationBytes != null) {
      sink.putSized(correlationBytes);
    } else {
      putString(sink, correlationId);
    }
    putString(sink, type);
    putDestination(sink, destination);
    putDestination(sink, replyTo);
  }

  private int flags(boolean noBody) {
    return flag(NON_PERSISTENT, deliveryMode == DeliveryMode.NON_PERSISTENT)
        | flag(NO_BODY, noBody)
        | flag(TIMESTAMP, timestamp != 0)
        | flag(EXPIRATION, expiration != 0)
        | flag(DELIVERY_TIME, deliveryTime != 0)
        | flag(MESSAGE_ID, messageId != null)
        | flag(CORRELATION_ID, correlationBytes == null && correlationId != null)
        | flag(CORRELATION_BYTES, correlationBytes != null)
        | flag(TYPE, type != null)
        | flag(DESTINATION, destination != null)
        | flag(REPLY_TO, replyTo != null);
  }

  private static int flag(int flag, boolean set) {
    return set ? flag : 0;
  }

  private static void putTime(ByteSink sink, long time) {
    if (time != 0) {
      sink.putLong(time);
    }
  }

  private static void putString(ByteSink sink, @Nullable String value) {
    if (value != null) {
      sink.putString(value);
    }
  }

  private static void putDestination(ByteSink sink, @Nullable Destination destination)
      throws InvalidDestinationException {
    if (destination == null) {
      return;
    }
    if (!(destination instanceof LeaseMQDestination own)) {
      throw new InvalidDestinationException(destination + " is not a destination of LeaseMQ");
    }
    sink.putByte(own.kind().code());
    sink.putString(own.requireName());
  }
}
