package org.leasemq.queue;

import org.jspecify.annotations.Nullable;

/**
 * A message as the engine and the store see it: in the open what they decide by, the rest as bytes
 * that only the messaging façade reads. Immutable by agreement: nobody writes to the arrays.
 */
public final class StoredMessage {

  private final MessageTraits traits;
  private final byte[] headers;
  private final byte @Nullable [] body;
  private final @Nullable StoredBody storedBody;

  /**
   * Makes a message.
   *
   * @param traits what the engine and the store decide by
   * @param headers the encoded headers and properties
   * @param body the encoded body
   */
  public StoredMessage(MessageTraits traits, byte[] headers, byte[] body) {
    this(traits, headers, body, null);
  }

  /** Makes a message whose body the store keeps. */
  public StoredMessage(MessageTraits traits, byte[] headers, StoredBody body) {
    this(traits, headers, null, body);
  }

  private StoredMessage(
      MessageTraits traits,
      byte[] headers,
      byte @Nullable [] body,
      @Nullable StoredBody storedBody) {
    this.traits = traits;
    this.headers = headers;
    this.body = body;
    this.storedBody = storedBody;
  }

  /** What the engine and the store decide by. */
  public MessageTraits traits() {
    return traits;
  }

  /** The encoded headers and properties; not to be written to. */
  public byte[] headers() {
    return headers;
  }

  /**
   * The encoded body; not to be written to.
   *
   * @throws IllegalStateException if the store has it: see {@link #storedBody}
   */
  public byte[] body() {
    if (body == null) {
      throw new IllegalStateException("The body has not been read from the store: " + storedBody);
    }
    return body;
  }

  /** The body that the store keeps; null if it is here. */
  public @Nullable StoredBody storedBody() {
    return storedBody;
  }

  /** The size that counts against limits, in bytes. */
  public long size() {
    int length = storedBody == null ? body().length : storedBody.length();
    return (long) headers.length + length;
  }

  /** How many bytes it has here. */
  public long sizeInMemory() {
    return storedBody == null ? size() : headers.length;
  }

  /** The same content with other traits. */
  public StoredMessage with(MessageTraits other) {
    return new StoredMessage(other, headers, body, storedBody);
  }

  /** The same message with its body here. */
  public StoredMessage with(byte[] read) {
    return new StoredMessage(traits, headers, read, null);
  }

  /** The same message with its body in the store. */
  public StoredMessage with(StoredBody stored) {
    return new StoredMessage(traits, headers, null, stored);
  }
}
