package org.leasemq.queue;

/**
 * A message as the engine and the store see it: in the open what they decide by, the rest as bytes
 * that only the messaging façade reads. Immutable by agreement: nobody writes to the arrays.
 */
public final class StoredMessage {

  private final MessageTraits traits;
  private final byte[] headers;
  private final byte[] body;

  /**
   * Makes a message.
   *
   * @param traits what the engine and the store decide by
   * @param headers the encoded headers and properties
   * @param body the encoded body
   */
  public StoredMessage(MessageTraits traits, byte[] headers, byte[] body) {
    this.traits = traits;
    this.headers = headers;
    this.body = body;
  }

  /** What the engine and the store decide by. */
  public MessageTraits traits() {
    return traits;
  }

  /** The encoded headers and properties; not to be written to. */
  public byte[] headers() {
    return headers;
  }

  /** The encoded body; not to be written to. */
  public byte[] body() {
    return body;
  }

  /** The size that counts against limits, in bytes. */
  public long size() {
    return (long) headers.length + body.length;
  }

  /** The same content with other traits. */
  public StoredMessage with(MessageTraits other) {
    return new StoredMessage(other, headers, body);
  }
}
