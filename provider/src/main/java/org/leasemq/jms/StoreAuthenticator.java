package org.leasemq.jms;

import jakarta.jms.JMSSecurityException;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Users;
import org.leasemq.queue.Permission;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.Rights;
import org.leasemq.queue.User;
import org.leasemq.queue.UserName;

/**
 * Asks the store's users. While there are none the store is open to all; what connected then, may
 * nothing once there are some. Thread-safe.
 */
final class StoreAuthenticator implements Authenticator {

  private final Users users;

  StoreAuthenticator(Users users) {
    this.users = users;
  }

  @Override
  public Rights authenticate(@Nullable String userName, @Nullable String password)
      throws JMSSecurityException {
    if (users.all().isEmpty()) {
      return (permission, destination) -> users.all().isEmpty();
    }
    if (userName == null || userName.isEmpty()) {
      throw new JMSSecurityException(
          "The store has users: connect with a user name and a password");
    }
    UserName name = name(userName);
    if (name == null || !users.verify(name, password == null ? "" : password)) {
      throw new JMSSecurityException("The user '" + userName + "' or the password is wrong");
    }
    return (permission, destination) -> may(name, permission, destination);
  }

  private static @Nullable UserName name(String userName) {
    try {
      return new UserName(userName);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private boolean may(UserName name, Permission permission, QueueName destination) {
    User user = users.all().get(name);
    return user == null ? users.all().isEmpty() : user.may(permission, destination);
  }
}
