package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Queue;
import org.leasemq.queue.Rights;
import org.leasemq.queue.Topic;
import org.leasemq.tx.Failures;

/** What the user of one connection may do: the one place where that is checked. Thread-safe. */
public final class Access {

  private final SharedNode shared;
  private final @Nullable String userName;
  private final Rights rights;

  Access(SharedNode shared, @Nullable String userName, Rights rights) {
    this.shared = shared;
    this.userName = userName;
    this.rights = rights;
  }

  /** As whom the connection was made; null: as nobody. */
  public @Nullable String userName() {
    return userName;
  }

  /**
   * The queue that a destination names, made if need be and allowed.
   *
   * @throws JMSSecurityException if the user may not use it so
   * @throws jakarta.jms.InvalidDestinationException if there is none
   */
  public Queue queue(Permission permission, LeaseMQDestination destination) throws JMSException {
    require(permission, destination);
    return shared.destinations().queue(destination, this);
  }

  /** The same for a topic. */
  public Topic topic(Permission permission, LeaseMQDestination destination) throws JMSException {
    require(permission, destination);
    return shared.destinations().topic(destination);
  }

  /**
   * Checks a permission. Who was told of a temporary destination may send to it; that only its own
   * connection consumes is checked elsewhere.
   *
   * @throws JMSSecurityException if the user has it not
   */
  public void require(Permission permission, LeaseMQDestination destination) throws JMSException {
    boolean free =
        Destinations.isTemporary(destination)
            && (permission == Permission.SEND || permission == Permission.RECEIVE);
    if (!free && !may(permission, destination)) {
      throw new JMSSecurityException(
          (userName == null ? "A connection without a user" : "The user '" + userName + "'")
              + " has not the permission "
              + permission
              + " for "
              + destination
              + ": an administrator can grant it");
    }
  }

  /** Whether the user has a permission. */
  public boolean may(Permission permission, LeaseMQDestination destination) throws JMSException {
    try {
      return rights.may(permission, destination.toQueueName());
    } catch (RuntimeException e) {
      throw Failures.of("The check of the permission " + permission, e);
    }
  }
}
