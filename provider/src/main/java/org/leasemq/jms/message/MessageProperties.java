package org.leasemq.jms.message;

import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a message (Jakarta Messaging 3.1, section 3.5). Those that the provider sets on
 * receive are kept apart: they are never sent on. Those of a received message are decoded when one
 * is asked for.
 *
 * <p>Threads: not safe; belongs to its message.
 */
final class MessageProperties {

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private final Map<String, Object> provided = new LinkedHashMap<>();
  private @Nullable ByteSource encoded;
  private boolean readOnly;

  /** No properties yet. */
  MessageProperties() {}

  /** The properties of a received message, which stand from there to the end of its headers. */
  MessageProperties(ByteSource encoded) {
    this.encoded = encoded;
    readOnly = true;
  }

  @Nullable Object get(@Nullable String name) throws MessageFormatException {
    if (name == null) {
      return null;
    }
    Object value = provided.get(name);
    return value != null ? value : values().get(name);
  }

  boolean exists(@Nullable String name) throws MessageFormatException {
    return name != null && (provided.containsKey(name) || values().containsKey(name));
  }

  Enumeration<String> names() throws MessageFormatException {
    Set<String> names = new LinkedHashSet<>(values().keySet());
    names.addAll(provided.keySet());
    return Collections.enumeration(names);
  }

  /** Sets what a client wants; names that only the provider sets are ignored. */
  void set(@Nullable String name, @Nullable Object value)
      throws MessageNotWriteableException, MessageFormatException {
    PropertyNames.check(name, value);
    if (readOnly) {
      throw new MessageNotWriteableException(
          "The properties of a received message are read-only: call clearProperties first");
    }
    if (name != null && !PropertyNames.isSetByProvider(name)) {
      values().put(name, value);
    }
  }

  void provide(String name, Object value) {
    provided.put(name, value);
  }

  void clear() {
    encoded = null;
    values.clear();
    provided.clear();
    readOnly = false;
  }

  void write(ByteSink sink) {
    if (encoded != null) {
      encoded.copyRemaining(sink);
      return;
    }
    sink.putVarInt(values.size());
    for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
      sink.putString(entry.getKey());
      ValueCodec.write(sink, entry.getValue());
    }
  }

  private Map<String, @Nullable Object> values() throws MessageFormatException {
    if (encoded != null) {
      values.clear();
      ByteSource source = encoded.copy();
      for (int count = source.getCount(2); count > 0; count--) {
        values.put(source.getString(), ValueCodec.read(source));
      }
      encoded = null;
    }
    return values;
  }
}
