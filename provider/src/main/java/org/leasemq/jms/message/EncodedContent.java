package org.leasemq.jms.message;

/**
 * A message in its wire form.
 *
 * <p>Threads: the arrays are never changed once they are here, and may be shared.
 *
 * @param headers the type of the body, the header fields and the properties
 * @param body the body alone: UTF-8 of a text, the bytes as they are, the serialised form of an
 *     object, typed values of a map or stream
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
public record EncodedContent(byte[] headers, byte[] body) {

  /** The size in bytes that counts against limits. */
  public long size() {
    return (long) headers.length + body.length;
  }
}
