package org.leasemq.queue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A user as a store keeps it. Immutable.
 *
 * @param secret what a password is verified against; never the password
 * @param grants one for each pattern
 */
public record User(UserName name, String secret, List<Grant> grants) implements Rights {

  public User {
    grants = List.copyOf(grants);
  }

  @Override
  public boolean may(Permission permission, QueueName destination) {
    for (Grant grant : grants) {
      if (grant.permissions().contains(permission) && grant.pattern().matches(destination)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the user manages users: ADMINISTER is granted on the pattern of all. */
  public boolean isAdministrator() {
    return permissions(DestinationPattern.ALL).contains(Permission.ADMINISTER);
  }

  /** The same with another secret. */
  public User withSecret(String newSecret) {
    return new User(name, newSecret, grants);
  }

  /** The same with more permissions on a pattern. */
  public User granted(DestinationPattern pattern, Set<Permission> more) {
    Set<Permission> permissions = permissions(pattern);
    permissions.addAll(more);
    return with(pattern, permissions);
  }

  /** The same with fewer permissions on exactly this pattern. */
  public User revoked(DestinationPattern pattern, Set<Permission> fewer) {
    Set<Permission> permissions = permissions(pattern);
    permissions.removeAll(fewer);
    return with(pattern, permissions);
  }

  private Set<Permission> permissions(DestinationPattern pattern) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (Grant grant : grants) {
      if (grant.pattern().equals(pattern)) {
        permissions.addAll(grant.permissions());
      }
    }
    return permissions;
  }

  private User with(DestinationPattern pattern, Set<Permission> permissions) {
    List<Grant> changed = new ArrayList<>(grants);
    changed.removeIf(grant -> grant.pattern().equals(pattern));
    if (!permissions.isEmpty()) {
      changed.add(new Grant(pattern, permissions));
    }
    return new User(name, secret, changed);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "User[" + name + ", " + grants + "]";
  }
}
