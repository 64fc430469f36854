package org.leasemq.jms.message;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.QueueName;

/**
 * A queue or topic by its name. Two destinations are equal if their kind and their name are,
 * whatever their class, so a destination that came with a message equals the administered one.
 *
 * <p>The name may be set after construction, because administered objects are JavaBeans. It is then
 * set once, before the destination is used.
 *
 * <p>Threads: safe once the name is set.
 */
public abstract class LeaseMQDestination implements Destination, Serializable {

  /** What a destination is. The prefix begins its {@code toString}. */
  public enum Kind {
    QUEUE("queue:", 1),
    TOPIC("topic:", 2),
    TEMPORARY_QUEUE("temporary-queue:", 3),
    TEMPORARY_TOPIC("temporary-topic:", 4);

    private final String prefix;
    private final byte code;

    Kind(String prefix, int code) {
      this.prefix = prefix;
      this.code = (byte) code;
    }

    /** Its byte in the wire form. */
    byte code() {
      return code;
    }

    static Kind of(byte code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("kind " + code);
    }
  }

  @Serial private static final long serialVersionUID = 1L;

  private volatile @Nullable String name;

  /** A destination that gets its name later. */
  protected LeaseMQDestination() {}

  /**
   * A destination of that name.
   *
   * @throws IllegalArgumentException if it is no name for a queue or topic
   */
  protected LeaseMQDestination(String name) {
    this.name = new QueueName(name).value();
  }

  /**
   * The destination that a message names.
   *
   * @throws IllegalArgumentException if there is no such kind, or the name is no name
   */
  static LeaseMQDestination of(byte kind, String name, TemporaryDestinations owner) {
    return switch (Kind.of(kind)) {
      case QUEUE -> new QueueDestination(name);
      case TOPIC -> new TopicDestination(name);
      case TEMPORARY_QUEUE -> new TemporaryQueueDestination(name, owner);
      case TEMPORARY_TOPIC -> new TemporaryTopicDestination(name, owner);
    };
  }

  /** What this destination is. */
  public abstract Kind kind();

  /** The name, or null if it was not set yet. */
  public @Nullable String getName() {
    return name;
  }

  /**
   * Sets the name; administered objects make this public.
   *
   * @throws IllegalArgumentException if it is no name for a queue or topic
   */
  protected void setName(String name) {
    this.name = new QueueName(name).value();
  }

  /**
   * The name as the rest of the provider knows it.
   *
   * @throws InvalidDestinationException if the name was not set
   */
  public final QueueName toQueueName() throws InvalidDestinationException {
    return new QueueName(requireName());
  }

  final String requireName() throws InvalidDestinationException {
    String known = getName();
    if (known == null) {
      throw new InvalidDestinationException(
          "This " + kind().name().toLowerCase(Locale.ROOT) + " has no name: set 'name'");
    }
    return known;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof LeaseMQDestination that
        && kind() == that.kind()
        && Objects.equals(getName(), that.getName());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(kind(), getName());
  }

  @Override
  public String toString() {
    return kind().prefix + getName();
  }
}
