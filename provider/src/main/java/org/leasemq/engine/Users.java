package org.leasemq.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.User;
import org.leasemq.queue.UserName;
import org.leasemq.store.QueueStore;

/**
 * The users that the store keeps; a copy in memory answers who may do what. Thread-safe. Its
 * methods throw {@link org.leasemq.store.StoreException} when the store fails.
 */
public final class Users {

  private final CommitPipeline pipeline;
  private final Passwords passwords = new Passwords();

  /** What the store holds; null: to be read anew. */
  private volatile @Nullable Map<UserName, User> known;

  Users(CommitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** The users by their names, in the order of the names. */
  public Map<UserName, User> all() {
    Map<UserName, User> all = known;
    return all == null ? pipeline.call(this::read) : all;
  }

  private Map<UserName, User> read(QueueStore store) {
    Map<UserName, User> all = new LinkedHashMap<>();
    store.users().forEach(user -> all.put(user.name(), user));
    known = all;
    return all;
  }

  /** Whether this is the user's password; no for a user that there is not. */
  public boolean verify(UserName name, String password) {
    User user = all().get(name);
    return passwords.matches(name, user == null ? null : user.secret(), password);
  }

  /** What to keep of a password. It takes a while, as it is meant to. */
  public static String secretOf(String password) {
    return Passwords.secretOf(password);
  }

  /**
   * Changes one user, atomically and durably.
   *
   * @param change gives the user as it is to be, null: removed; from all users as they are
   * @throws IllegalArgumentException if users would be left, but none that is an administrator
   */
  public void change(UserName name, Function<Map<UserName, User>, @Nullable User> change) {
    pipeline.call(
        store -> {
          Map<UserName, User> before = all();
          User after = change.apply(before);
          requireAdministrator(before, name, after);
          known = null;
          if (after == null) {
            store.removeUser(name);
          } else {
            store.putUser(after);
          }
          return read(store);
        });
  }

  private static void requireAdministrator(
      Map<UserName, User> before, UserName name, @Nullable User after) {
    Map<UserName, User> result = new LinkedHashMap<>(before);
    if (after == null) {
      result.remove(name);
    } else {
      result.put(name, after);
    }
    if (!result.isEmpty() && result.values().stream().noneMatch(User::isAdministrator)) {
      throw new IllegalArgumentException(
          "Nobody would be left who may ADMINISTER '*': make another user an administrator first");
    }
  }
}
