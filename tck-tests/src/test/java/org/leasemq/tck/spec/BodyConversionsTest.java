package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.errorprone.annotations.Immutable;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageFormatException;
import jakarta.jms.StreamMessage;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversions provided by StreamMessage and MapMessage (Jakarta Messaging 3.1, 3.11.3). */
class BodyConversionsTest extends SpecFixture {

  @Immutable
  private interface FromMap {
    Object get(MapMessage message, String name) throws JMSException;
  }

  @Immutable
  private interface FromStream {
    Object read(StreamMessage message) throws JMSException;
  }

  /** The columns of table 3-7. */
  private enum As {
    BOOLEAN(MapMessage::getBoolean, StreamMessage::readBoolean),
    BYTE(MapMessage::getByte, StreamMessage::readByte),
    SHORT(MapMessage::getShort, StreamMessage::readShort),
    CHAR(MapMessage::getChar, StreamMessage::readChar),
    INT(MapMessage::getInt, StreamMessage::readInt),
    LONG(MapMessage::getLong, StreamMessage::readLong),
    FLOAT(MapMessage::getFloat, StreamMessage::readFloat),
    DOUBLE(MapMessage::getDouble, StreamMessage::readDouble),
    STRING(MapMessage::getString, StreamMessage::readString),
    BYTES(MapMessage::getBytes, As::bytes);

    private final FromMap map;
    private final FromStream stream;

    As(FromMap map, FromStream stream) {
      this.map = map;
      this.stream = stream;
    }

    private static byte[] bytes(StreamMessage message) throws JMSException {
      byte[] target = new byte[3];
      return message.readBytes(target) == 2 ? new byte[] {target[0], target[1]} : null;
    }
  }

  private static Arguments row(Object value, As... allowed) {
    return Arguments.of(value, Set.of(allowed));
  }

  private static Stream<Arguments> conversions() {
    return Stream.of(
        row(true, As.BOOLEAN, As.STRING),
        row((byte) 7, As.BYTE, As.SHORT, As.INT, As.LONG, As.STRING),
        row((short) 700, As.SHORT, As.INT, As.LONG, As.STRING),
        row('c', As.CHAR, As.STRING),
        row(70_000, As.INT, As.LONG, As.STRING),
        row(7_000_000_000L, As.LONG, As.STRING),
        row(1.5f, As.FLOAT, As.DOUBLE, As.STRING),
        row(2.5d, As.DOUBLE, As.STRING),
        row("7", As.BOOLEAN, As.BYTE, As.SHORT, As.INT, As.LONG, As.FLOAT, As.DOUBLE, As.STRING),
        row(new byte[] {1, 2}, As.BYTES));
  }

  private static void assertConverted(Object value, As as, Object read) {
    if (as == As.BYTES) {
      assertArrayEquals((byte[]) value, (byte[]) read);
    } else if (as == As.BOOLEAN) {
      assertEquals(value.equals(true), read);
    } else if (as == As.FLOAT || as == As.DOUBLE) {
      assertEquals(Double.parseDouble(value.toString()), ((Number) read).doubleValue());
    } else {
      assertEquals(value.toString(), read.toString(), as.name());
    }
  }

  @ParameterizedTest
  @MethodSource("conversions")
  @Section("3.11.3")
  void mapValuesConvertAsTheTableSaysAndNotOtherwise(Object value, Set<As> allowed)
      throws JMSException {
    MapMessage message = session().createMapMessage();
    message.setObject("v", value);
    MapMessage received = (MapMessage) passed(message);
    for (As as : As.values()) {
      if (allowed.contains(as)) {
        assertConverted(value, as, as.map.get(received, "v"));
      } else {
        assertThrows(MessageFormatException.class, () -> as.map.get(received, "v"), as.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("conversions")
  @Section("3.11.3")
  void streamValuesConvertAsTheTableSaysAndNotOtherwise(Object value, Set<As> allowed)
      throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeObject(value);
    StreamMessage received = (StreamMessage) passed(message);
    for (As as : As.values()) {
      received.reset();
      if (allowed.contains(as)) {
        assertConverted(value, as, as.stream.read(received));
      } else {
        assertThrows(MessageFormatException.class, () -> as.stream.read(received), as.name());
      }
    }
  }

  @Test
  @Section("3.11.3")
  void aNullInAMapReadsAsItsConversionFromANullString() throws JMSException {
    MapMessage message = session().createMapMessage();
    message.setString("null", null);
    MapMessage map = (MapMessage) passed(message);
    for (String name : new String[] {"null", "absent"}) {
      assertFalse(map.getBoolean(name));
      assertThrows(NumberFormatException.class, () -> map.getByte(name));
      assertThrows(NumberFormatException.class, () -> map.getShort(name));
      assertThrows(NumberFormatException.class, () -> map.getInt(name));
      assertThrows(NumberFormatException.class, () -> map.getLong(name));
      assertThrows(NullPointerException.class, () -> map.getFloat(name));
      assertThrows(NullPointerException.class, () -> map.getDouble(name));
      assertThrows(NullPointerException.class, () -> map.getChar(name));
      assertNull(map.getString(name));
      assertNull(map.getBytes(name));
      assertNull(map.getObject(name));
    }
  }

  @Test
  @Section("3.11.3")
  void aNullInAStreamReadsAsItsConversionFromANullString() throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeString(null);
    StreamMessage stream = (StreamMessage) passed(message);
    assertFalse(stream.readBoolean());
    stream.reset();
    assertThrows(NumberFormatException.class, stream::readByte);
    assertThrows(NumberFormatException.class, stream::readShort);
    assertThrows(NumberFormatException.class, stream::readInt);
    assertThrows(NumberFormatException.class, stream::readLong);
    assertThrows(NullPointerException.class, stream::readFloat);
    assertThrows(NullPointerException.class, stream::readDouble);
    assertThrows(NullPointerException.class, stream::readChar);
    assertNull(stream.readString());
  }

  @Test
  @Section("3.11.3")
  void stringsConvertToBooleansAsBooleanValueOfDoes() throws JMSException {
    MapMessage message = session().createMapMessage();
    for (String text : new String[] {"true", "TRUE", "false", "yes", ""}) {
      message.setString("s", text);
      assertEquals(Boolean.valueOf(text), message.getBoolean("s"), text);
    }
  }

  @Test
  @Section("3.11.3")
  void aStringThatIsNoNumberThrowsNumberFormatException() throws JMSException {
    MapMessage map = session().createMapMessage();
    map.setString("s", "abc");
    assertThrows(NumberFormatException.class, () -> map.getByte("s"));
    assertThrows(NumberFormatException.class, () -> map.getShort("s"));
    assertThrows(NumberFormatException.class, () -> map.getInt("s"));
    assertThrows(NumberFormatException.class, () -> map.getLong("s"));
    assertThrows(NumberFormatException.class, () -> map.getFloat("s"));
    assertThrows(NumberFormatException.class, () -> map.getDouble("s"));
  }
}
