package org.leasemq.jms.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.jms.MessageFormatException;

/**
 * Strings as UTF-8 that gives back exactly the same string. A Java string may hold a surrogate
 * without its partner, which UTF-8 proper replaces; here it is written as the three bytes that its
 * value would take. Everything else is plain UTF-8.
 *
 * <p>Threads: no state.
 */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  static byte[] encode(String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    // The JDK's fast encoder puts a question mark where it gave up.
    return contains(utf8, (byte) '?') && hasLoneSurrogate(value) ? encodeExactly(value) : utf8;
  }

  static String decode(byte[] bytes, int offset, int length) throws MessageFormatException {
    String value = new String(bytes, offset, length, UTF_8);
    return value.indexOf(REPLACEMENT) < 0 ? value : decodeExactly(bytes, offset, length);
  }

  static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(byte[] bytes, byte wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLoneSurrogate(String value) {
    return value.codePoints().anyMatch(c -> c <= Character.MAX_VALUE && isSurrogate(c));
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static byte[] encodeExactly(String value) {
    ByteSink sink = new ByteSink(value.length() + 16);
    value
        .codePoints()
        .forEach(
            c -> {
              if (isSurrogate(c)) {
                sink.putThreeByteChar(c);
              } else {
                byte[] proper = Character.toString(c).getBytes(UTF_8);
                sink.write(proper, 0, proper.length);
              }
            });
    return sink.toByteArray();
  }

  private static String decodeExactly(byte[] bytes, int offset, int length)
      throws MessageFormatException {
    StringBuilder value = new StringBuilder(length);
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int lead = bytes[at] & 0xFF;
      int size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      int codePoint = size == 1 ? lead : lead & (0xFF >> (size + 1));
      if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || end - at < size) {
        throw notUtf8(at - offset);
      }
      for (int i = 1; i < size; i++) {
        int next = bytes[at + i];
        if ((next & 0xC0) != 0x80) {
          throw notUtf8(at - offset);
        }
        codePoint = (codePoint << 6) | (next & 0x3F);
      }
      if ((size == 3 && codePoint < 0x800)
          || (size == 4 && !Character.isSupplementaryCodePoint(codePoint))) {
        throw notUtf8(at - offset);
      }
      value.appendCodePoint(codePoint);
      at += size;
    }
    return value.toString();
  }

  private static MessageFormatException notUtf8(int at) {
    return new MessageFormatException(
        "The stored message is damaged: its text is not UTF-8 at byte " + at);
  }
}
