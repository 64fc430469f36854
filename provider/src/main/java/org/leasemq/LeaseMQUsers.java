package org.leasemq;

import jakarta.jms.JMSException;
import java.util.List;
import org.leasemq.queue.Grant;
import org.leasemq.queue.Permission;

/**
 * The users that a store keeps. While there are none, the store is open to all. The first user is
 * made an administrator: everything is granted on the pattern {@code *}. From then on only
 * administrators manage users, and the store never loses its last administrator but with its last
 * user, which opens it again. What it does is durable when a method returns, and holds for the
 * connections that are open, too. Thread-safe.
 *
 * <p>All methods throw a {@link jakarta.jms.JMSSecurityException} if the caller is no administrator
 * and a {@link JMSException} if the store fails.
 */
public interface LeaseMQUsers extends AutoCloseable {

  /**
   * A user.
   *
   * @param grants what is granted, one for each pattern
   */
  record Entry(String userName, List<Grant> grants) {}

  /**
   * Adds a user, who may nothing yet but for the first.
   *
   * @throws JMSException if there is one of this name, or the password is empty
   */
  void add(String userName, String password) throws JMSException;

  /**
   * Removes a user. Connections that the user has may nothing more: no new producer, send, consumer
   * or browser.
   *
   * @throws JMSException if there is none of this name
   */
  void remove(String userName) throws JMSException;

  /**
   * Gives a user another password. Connections that the user has go on.
   *
   * @throws JMSException if there is no such user, or the password is empty
   */
  void changePassword(String userName, String newPassword) throws JMSException;

  /**
   * Grants permissions, besides what the user has.
   *
   * @param pattern names of queues and topics; {@code *} stands for any characters
   * @throws JMSException if there is no such user
   */
  void grant(String userName, String pattern, Permission... permissions) throws JMSException;

  /**
   * Takes permissions away that were granted on exactly this pattern.
   *
   * @throws JMSException if there is no such user
   */
  void revoke(String userName, String pattern, Permission... permissions) throws JMSException;

  /** The users, by name. */
  List<Entry> list() throws JMSException;

  /** Lets the node go. */
  @Override
  void close();
}
