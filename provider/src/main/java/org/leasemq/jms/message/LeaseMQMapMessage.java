package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageFormatException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a set of named values (Jakarta Messaging 3.1, section 3.11). The body of
 * a received message is decoded when it is first looked at.
 *
 * <p>Threads: not safe; used by one thread at a time, as its session is.
 */
public final class LeaseMQMapMessage extends LeaseMQMessage implements MapMessage {

  private static final int CAPACITY = 256;

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private byte @Nullable [] encoded;

  /** A new message without values. */
  public LeaseMQMapMessage() {}

  LeaseMQMapMessage(ReceivedContent content) {
    super(content);
    encoded = content.body();
  }

  @Override
  public boolean getBoolean(@Nullable String name) throws JMSException {
    return Conversions.toBoolean(value(name));
  }

  @Override
  public byte getByte(@Nullable String name) throws JMSException {
    return Conversions.toByte(value(name));
  }

  @Override
  public short getShort(@Nullable String name) throws JMSException {
    return Conversions.toShort(value(name));
  }

  @Override
  public char getChar(@Nullable String name) throws JMSException {
    return Conversions.toChar(value(name));
  }

  @Override
  public int getInt(@Nullable String name) throws JMSException {
    return Conversions.toInt(value(name));
  }

  @Override
  public long getLong(@Nullable String name) throws JMSException {
    return Conversions.toLong(value(name));
  }

  @Override
  public float getFloat(@Nullable String name) throws JMSException {
    return Conversions.toFloat(value(name));
  }

  @Override
  public double getDouble(@Nullable String name) throws JMSException {
    return Conversions.toDouble(value(name));
  }

  @Override
  public @Nullable String getString(@Nullable String name) throws JMSException {
    return Conversions.toText(value(name));
  }

  @Override
  public byte @Nullable [] getBytes(@Nullable String name) throws JMSException {
    return Conversions.toBytes(value(name));
  }

  @Override
  public @Nullable Object getObject(@Nullable String name) throws JMSException {
    return Conversions.copy(value(name));
  }

  @Override
  public Enumeration<String> getMapNames() throws JMSException {
    return Collections.enumeration(new LinkedHashSet<>(values().keySet()));
  }

  @Override
  public boolean itemExists(@Nullable String name) throws JMSException {
    return values().containsKey(name);
  }

  @Override
  public void setBoolean(String name, boolean value) throws JMSException {
    put(name, value);
  }

  @Override
  public void setByte(String name, byte value) throws JMSException {
    put(name, value);
  }

  @Override
  public void setShort(String name, short value) throws JMSException {
    put(name, value);
  }

  @Override
  public void setChar(String name, char value) throws JMSException {
    put(name, value);
  }

  @Override
  public void setInt(String name, int value) throws JMSException {
    put(name, value);
  }

  @Override
  public void setLong(String name, long value) throws JMSException {
    put(name, value);
  }

  @Override
  public void setFloat(String name, float value) throws JMSException {
    put(name, value);
  }

  @Override
  public void setDouble(String name, double value) throws JMSException {
    put(name, value);
  }

  @Override
  public void setString(String name, @Nullable String value) throws JMSException {
    put(name, value);
  }

  @Override
  public void setBytes(String name, byte @Nullable [] value) throws JMSException {
    put(name, value == null ? null : value.clone());
  }

  @Override
  public void setBytes(String name, byte @Nullable [] value, int offset, int length)
      throws JMSException {
    if (value != null) {
      Objects.checkFromIndexSize(offset, length, value.length);
    }
    put(name, value == null ? null : Arrays.copyOfRange(value, offset, offset + length));
  }

  @Override
  public void setObject(String name, @Nullable Object value) throws JMSException {
    if (value != null && !Conversions.isBodyValue(value)) {
      throw new MessageFormatException("A MapMessage cannot carry a " + value.getClass().getName());
    }
    put(name, Conversions.copy(value));
  }

  private void put(@Nullable String name, @Nullable Object value) throws JMSException {
    requireWritableBody();
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException("A value in a MapMessage needs a name");
    }
    values().put(name, value);
  }

  private @Nullable Object value(@Nullable String name) throws MessageFormatException {
    return name == null ? null : values().get(name);
  }

  private Map<String, @Nullable Object> values() throws MessageFormatException {
    if (encoded != null) {
      values.clear();
      ByteSource source = new ByteSource(encoded, 0);
      for (int count = source.getCount(2); count > 0; count--) {
        values.put(source.getString(), ValueCodec.read(source));
      }
      encoded = null;
    }
    return values;
  }

  @Override
  BodyType bodyType() {
    return BodyType.MAP;
  }

  @Override
  byte[] encodeBody() {
    if (encoded != null) {
      return encoded;
    }
    ByteSink sink = new ByteSink(CAPACITY);
    sink.putVarInt(values.size());
    values.forEach(
        (name, value) -> {
          sink.putString(name);
          ValueCodec.write(sink, value);
        });
    return sink.toByteArray();
  }

  @Override
  void emptyBody() {
    encoded = null;
    values.clear();
  }

  @Override
  boolean hasBody() throws JMSException {
    return !values().isEmpty();
  }

  @Override
  boolean isBodyType(Class<?> type) {
    return type.isAssignableFrom(Map.class);
  }

  @Override
  Object body() throws JMSException {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(values());
    copy.replaceAll((name, value) -> Conversions.copy(value));
    return copy;
  }
}
