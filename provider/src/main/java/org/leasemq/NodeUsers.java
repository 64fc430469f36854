package org.leasemq;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Users;
import org.leasemq.jms.NodeHold;
import org.leasemq.queue.DestinationPattern;
import org.leasemq.queue.Permission;
import org.leasemq.queue.User;
import org.leasemq.queue.UserName;
import org.leasemq.tx.Failures;

/** The users of a node's store. Thread-safe. */
final class NodeUsers implements LeaseMQUsers {

  private static final Set<Permission> EVERYTHING = Set.of(Permission.values());

  private final NodeHold hold;
  private final Users users;
  private final @Nullable String caller;

  /** As the user of this hold, which it closes. */
  NodeUsers(NodeHold hold) {
    this.hold = hold;
    this.users = hold.shared().node().users();
    this.caller = hold.access().userName();
  }

  @Override
  public void add(String userName, String password) throws JMSException {
    String secret = secret(password);
    change(
        userName,
        all -> {
          UserName name = new UserName(userName);
          if (all.containsKey(name)) {
            throw new IllegalArgumentException("There is a user '" + name + "' already");
          }
          User user = new User(name, secret, List.of());
          return all.isEmpty() ? user.granted(DestinationPattern.ALL, EVERYTHING) : user;
        });
  }

  @Override
  public void remove(String userName) throws JMSException {
    change(
        userName,
        all -> {
          User unused = existing(all, userName);
          return null;
        });
  }

  @Override
  public void changePassword(String userName, String newPassword) throws JMSException {
    String secret = secret(newPassword);
    alter(userName, user -> user.withSecret(secret));
  }

  @Override
  public void grant(String userName, String pattern, Permission... permissions)
      throws JMSException {
    alter(
        userName,
        user ->
            user.granted(new DestinationPattern(pattern), Set.copyOf(Arrays.asList(permissions))));
  }

  @Override
  public void revoke(String userName, String pattern, Permission... permissions)
      throws JMSException {
    alter(
        userName,
        user ->
            user.revoked(new DestinationPattern(pattern), Set.copyOf(Arrays.asList(permissions))));
  }

  @Override
  public List<Entry> list() throws JMSException {
    try {
      Map<UserName, User> all = users.all();
      requireAdministrator(all);
      return all.values().stream()
          .map(user -> new Entry(user.name().value(), user.grants()))
          .toList();
    } catch (RuntimeException e) {
      throw failure("The look at the users", e);
    }
  }

  private static String secret(String password) throws JMSException {
    if (password.isEmpty()) {
      throw new JMSException("The password is empty");
    }
    return Users.secretOf(password);
  }

  private void alter(String userName, UnaryOperator<User> change) throws JMSException {
    change(userName, all -> change.apply(existing(all, userName)));
  }

  private void change(String userName, Function<Map<UserName, User>, @Nullable User> change)
      throws JMSException {
    try {
      users.change(
          new UserName(userName),
          all -> {
            requireAdministrator(all);
            return change.apply(all);
          });
    } catch (RuntimeException e) {
      throw failure("The change of the user '" + userName + "'", e);
    }
  }

  private static User existing(Map<UserName, User> all, String userName) {
    User user = all.get(new UserName(userName));
    if (user == null) {
      throw new IllegalArgumentException("There is no user '" + userName + "'");
    }
    return user;
  }

  private void requireAdministrator(Map<UserName, User> all) {
    User user = caller == null ? null : all.get(new UserName(caller));
    if (!all.isEmpty() && (user == null || !user.isAdministrator())) {
      throw new SecurityException(
          (caller == null ? "A caller without a user" : "The user '" + caller + "'")
              + " does not manage users: that needs the permission ADMINISTER for '*'");
    }
  }

  private static JMSException failure(String attempt, RuntimeException e) {
    return e instanceof SecurityException
        ? Failures.caused(new JMSSecurityException(e.getMessage()), e)
        : Failures.of(attempt, e);
  }

  @Override
  public void close() {
    hold.close();
  }
}
