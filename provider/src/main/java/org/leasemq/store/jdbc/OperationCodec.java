package org.leasemq.store.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.DeduplicationId;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.Receipt;
import org.leasemq.queue.StoredBody;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.TopicId;
import org.leasemq.store.Operation;
import org.leasemq.store.StoreException;

/** The bytes in which a prepared branch keeps its sends, publishes and acknowledges. */
final class OperationCodec {

  private static final int VERSION = 1;
  private static final int SEND = 1;
  private static final int ACKNOWLEDGE = 2;
  private static final int PUBLISH = 3;

  private OperationCodec() {}

  static byte[] encode(List<Operation> operations) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(operations.size());
      for (Operation operation : operations) {
        if (operation instanceof Operation.Send send) {
          out.writeByte(SEND);
          out.writeLong(send.queue().value());
          write(out, send.message());
        } else if (operation instanceof Operation.Publish publish) {
          out.writeByte(PUBLISH);
          out.writeLong(publish.topic().value());
          write(out, publish.publisher());
          write(out, publish.message());
        } else if (operation instanceof Operation.Acknowledge acknowledge) {
          out.writeByte(ACKNOWLEDGE);
          out.writeLong(acknowledge.delivery().value());
        } else {
          throw new IllegalArgumentException("A branch prepares no " + operation);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static List<Operation> decode(byte[] bytes) {
    List<Operation> operations = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new StoreException(
            "A prepared branch was written by a newer version of LeaseMQ (" + version + ")", null);
      }
      for (int i = in.readInt(); i > 0; i--) {
        operations.add(operation(in));
      }
    } catch (IOException e) {
      throw new StoreException("A prepared branch cannot be read", e);
    }
    return operations;
  }

  private static Operation operation(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case SEND -> new Operation.Send(new QueueId(in.readLong()), message(in));
      case PUBLISH -> {
        TopicId topic = new TopicId(in.readLong());
        String publisher = text(in);
        yield new Operation.Publish(topic, message(in), publisher);
      }
      case ACKNOWLEDGE -> new Operation.Acknowledge(new DeliveryId(in.readLong()), new Receipt(0));
      default -> throw new IOException("There is no operation of kind " + kind);
    };
  }

  private static void write(DataOutputStream out, StoredMessage message) throws IOException {
    MessageTraits traits = message.traits();
    out.writeByte(traits.priority());
    out.writeBoolean(traits.persistent());
    MessageGroup group = traits.group();
    write(out, group == null ? null : group.value());
    DeduplicationId deduplication = traits.deduplicationId();
    write(out, deduplication == null ? null : deduplication.value());
    write(out, traits.dueAt());
    write(out, traits.expiresAt());
    write(out, message.headers());
    StoredBody stored = message.storedBody();
    out.writeLong(stored == null ? 0 : stored.id());
    if (stored == null) {
      write(out, message.body());
    } else {
      out.writeInt(stored.length());
    }
  }

  private static StoredMessage message(DataInputStream in) throws IOException {
    int priority = in.readByte();
    boolean persistent = in.readBoolean();
    String group = text(in);
    String deduplication = text(in);
    MessageTraits traits =
        new MessageTraits(
            priority,
            persistent,
            group == null ? null : new MessageGroup(group),
            deduplication == null ? null : new DeduplicationId(deduplication),
            instant(in),
            instant(in));
    byte[] headers = bytes(in);
    long stored = in.readLong();
    return stored == 0
        ? new StoredMessage(traits, headers, bytes(in))
        : new StoredMessage(traits, headers, new StoredBody(stored, in.readInt()));
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String text(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  private static void write(DataOutputStream out, @Nullable Instant instant) throws IOException {
    out.writeLong(instant == null ? 0 : instant.toEpochMilli());
  }

  private static @Nullable Instant instant(DataInputStream in) throws IOException {
    long millis = in.readLong();
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
