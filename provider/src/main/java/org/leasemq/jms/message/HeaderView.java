package org.leasemq.jms.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.jms.DeliveryMode;
import jakarta.jms.MessageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Encoded headers, for reading: for selectors (Jakarta Messaging 3.1, section 3.8) without decoding
 * a message, and for decoding one. Only what is asked for becomes an object.
 *
 * <p>Threads: immutable; safe.
 */
public final class HeaderView {

  private static final int FIXED = 5;

  private final byte[] headers;
  private final BodyType bodyType;
  private final int flags;
  private final int messageIdAt;
  private final int correlationIdAt;
  private final int typeAt;
  private final int destinationAt;
  private final int replyToAt;
  private final int propertiesAt;

  /**
   * Looks at encoded headers; the array must not change any more.
   *
   * @throws MessageFormatException if they are damaged, or of a newer version of LeaseMQ
   */
  public HeaderView(byte[] headers) throws MessageFormatException {
    this.headers = headers;
    ByteSource source = new ByteSource(headers, 0);
    byte version = source.getByte();
    if (version != Headers.VERSION) {
      throw new MessageFormatException(
          "The stored message has the form "
              + version
              + ", and this LeaseMQ knows the forms up to "
              + Headers.VERSION
              + ": use a version at least as new as the one that sent it");
    }
    bodyType = BodyType.of(source.getByte());
    flags = source.getShort();
    if ((flags & ~Headers.ALL_FLAGS) != 0) {
      throw source.malformed("unknown header fields");
    }
    source.getByte();
    source.advance(
        Long.BYTES
            * Integer.bitCount(
                flags & (Headers.TIMESTAMP | Headers.EXPIRATION | Headers.DELIVERY_TIME)));
    messageIdAt = skip(source, Headers.MESSAGE_ID);
    correlationIdAt = skip(source, Headers.CORRELATION_ID | Headers.CORRELATION_BYTES);
    typeAt = skip(source, Headers.TYPE);
    destinationAt = skipDestination(source, Headers.DESTINATION);
    replyToAt = skipDestination(source, Headers.REPLY_TO);
    propertiesAt = source.position();
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private int skip(ByteSource source, int flag) throws MessageFormatException {
    int start = source.position();
    if (has(flag)) {
      source.skipSized();
    }
    return start;
  }

  private int skipDestination(ByteSource source, int flag) throws MessageFormatException {
    int start = source.position();
    if (has(flag)) {
      source.getByte();
      source.skipSized();
    }
    return start;
  }

  /**
   * The value of an identifier of a selector: a property, or one of the header fields that
   * selectors may use. Null if it is missing or null. JMSDeliveryMode is 'PERSISTENT' or
   * 'NON_PERSISTENT'.
   *
   * @throws MessageFormatException if the headers are damaged
   */
  public @Nullable Object property(String name) throws MessageFormatException {
    return switch (name) {
      case "JMSDeliveryMode" -> has(Headers.NON_PERSISTENT) ? "NON_PERSISTENT" : "PERSISTENT";
      case "JMSPriority" -> priority();
      case "JMSTimestamp" -> time(Headers.TIMESTAMP);
      case "JMSMessageID" -> string(Headers.MESSAGE_ID, messageIdAt);
      case "JMSCorrelationID" ->
          has(Headers.CORRELATION_BYTES)
              ? new String(at(correlationIdAt).getSized(), UTF_8)
              : string(Headers.CORRELATION_ID, correlationIdAt);
      case "JMSType" -> string(Headers.TYPE, typeAt);
      default -> find(name);
    };
  }

  private @Nullable Object find(String name) throws MessageFormatException {
    boolean ascii = Utf8.isAscii(name);
    ByteSource source = properties();
    for (int count = source.getCount(2); count > 0; count--) {
      if (source.getStringEquals(name, ascii)) {
        return ValueCodec.read(source);
      }
      ValueCodec.skip(source);
    }
    return null;
  }

  BodyType bodyType() {
    return bodyType;
  }

  boolean hasBody() {
    return !has(Headers.NO_BODY);
  }

  /** A reader that stands at the properties. */
  ByteSource properties() {
    return at(propertiesAt);
  }

  Headers headers(TemporaryDestinations temporaryDestinations) throws MessageFormatException {
    Headers decoded = new Headers();
    decoded.priority = priority();
    decoded.deliveryMode =
        has(Headers.NON_PERSISTENT) ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT;
    decoded.timestamp = time(Headers.TIMESTAMP);
    decoded.expiration = time(Headers.EXPIRATION);
    decoded.deliveryTime = time(Headers.DELIVERY_TIME);
    decoded.messageId = string(Headers.MESSAGE_ID, messageIdAt);
    decoded.correlationId = string(Headers.CORRELATION_ID, correlationIdAt);
    if (has(Headers.CORRELATION_BYTES)) {
      decoded.correlationBytes = at(correlationIdAt).getSized();
    }
    decoded.type = string(Headers.TYPE, typeAt);
    decoded.destination = destination(Headers.DESTINATION, destinationAt, temporaryDestinations);
    decoded.replyTo = destination(Headers.REPLY_TO, replyToAt, temporaryDestinations);
    return decoded;
  }

  private int priority() {
    return headers[FIXED - 1];
  }

  /** The time of that flag; the times that are there stand in the order of their flags. */
  private long time(int flag) throws MessageFormatException {
    if (!has(flag)) {
      return 0;
    }
    int before = Integer.bitCount(flags & (flag - 1) & -Headers.TIMESTAMP);
    return at(FIXED + before * Long.BYTES).getLong();
  }

  private @Nullable String string(int flag, int start) throws MessageFormatException {
    return has(flag) ? at(start).getString() : null;
  }

  private @Nullable LeaseMQDestination destination(
      int flag, int start, TemporaryDestinations temporaryDestinations)
      throws MessageFormatException {
    if (!has(flag)) {
      return null;
    }
    ByteSource source = at(start);
    byte kind = source.getByte();
    String name = source.getString();
    try {
      return LeaseMQDestination.of(kind, name, temporaryDestinations);
    } catch (IllegalArgumentException e) {
      throw source.malformed("a destination that is none: " + e.getMessage());
    }
  }

  private ByteSource at(int position) {
    return new ByteSource(headers, position);
  }
}
