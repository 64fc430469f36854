package org.leasemq.jms.message;

import jakarta.jms.MessageFormatException;

/**
 * The modified UTF-8 of {@code java.io.DataOutput}, which {@code BytesMessage.writeUTF} uses: two
 * bytes of length, then one to three bytes for each char.
 *
 * <p>Threads: no state.
 */
final class ModifiedUtf8 {

  private static final int MAX_LENGTH = 0xFFFF;

  private ModifiedUtf8() {}

  static void write(ByteSink sink, String value) throws MessageFormatException {
    long length = value.chars().mapToLong(ModifiedUtf8::size).sum();
    if (length > MAX_LENGTH) {
      throw new MessageFormatException(
          "writeUTF takes up to " + MAX_LENGTH + " encoded bytes, not " + length);
    }
    sink.putShort((int) length);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (size(c)) {
        case 1 -> sink.putByte(c);
        case 2 -> {
          sink.putByte(0xC0 | (c >> 6));
          sink.putByte(0x80 | (c & 0x3F));
        }
        default -> sink.putThreeByteChar(c);
      }
    }
  }

  /** Reads that many bytes, which must be there. */
  static String read(ByteSource source, int length) throws MessageFormatException {
    StringBuilder value = new StringBuilder(length);
    int end = source.position() + length;
    while (source.position() < end) {
      int lead = source.getByte() & 0xFF;
      if (lead < 0x80) {
        value.append((char) lead);
      } else if (lead >> 5 == 0b110) {
        value.append((char) (((lead & 0x1F) << 6) | next(source, end)));
      } else if (lead >> 4 == 0b1110) {
        int high = (lead & 0x0F) << 12;
        value.append((char) (high | (next(source, end) << 6) | next(source, end)));
      } else {
        throw notUtf();
      }
    }
    return value.toString();
  }

  private static int next(ByteSource source, int end) throws MessageFormatException {
    int next = source.position() < end ? source.getByte() : 0;
    if ((next & 0xC0) != 0x80) {
      throw notUtf();
    }
    return next & 0x3F;
  }

  private static int size(int c) {
    if (c != 0 && c < 0x80) {
      return 1;
    }
    return c < 0x800 ? 2 : 3;
  }

  private static MessageFormatException notUtf() {
    return new MessageFormatException("What comes next in the body was not written by writeUTF");
  }
}
