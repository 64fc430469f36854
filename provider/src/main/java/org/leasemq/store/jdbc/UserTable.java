package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.leasemq.queue.DestinationPattern;
import org.leasemq.queue.Grant;
import org.leasemq.queue.Permission;
import org.leasemq.queue.User;
import org.leasemq.queue.UserName;

/** The users and their grants. For the pipeline's thread only. */
final class UserTable {

  private final Database database;

  UserTable(Database database) {
    this.database = database;
  }

  List<User> all() throws SQLException {
    List<User> all = new ArrayList<>();
    PreparedStatement query = database.prepare("SELECT name, secret FROM account ORDER BY name");
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(new User(new UserName(rows.getString(1)), rows.getString(2), List.of()));
      }
    }
    List<User> withGrants = new ArrayList<>(all.size());
    for (User user : all) {
      withGrants.add(new User(user.name(), user.secret(), grants(user.name())));
    }
    return withGrants;
  }

  private List<Grant> grants(UserName user) throws SQLException {
    List<Grant> grants = new ArrayList<>();
    PreparedStatement query =
        database.prepare(
            "SELECT pattern, permissions FROM account_grant WHERE account = ? ORDER BY pattern");
    query.setString(1, user.value());
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String name : rows.getString(2).split(",", -1)) {
          permissions.add(Permission.valueOf(name));
        }
        grants.add(new Grant(new DestinationPattern(rows.getString(1)), permissions));
      }
    }
    return grants;
  }

  /** Adds the user or replaces it. */
  void put(User user) throws SQLException {
    delete(user.name());
    database.update(
        "INSERT INTO account(name, secret) VALUES (?, ?)", user.name().value(), user.secret());
    for (Grant grant : user.grants()) {
      Set<String> permissions = new TreeSet<>();
      grant.permissions().forEach(permission -> permissions.add(permission.name()));
      database.update(
          "INSERT INTO account_grant(account, pattern, permissions) VALUES (?, ?, ?)",
          user.name().value(),
          grant.pattern().value(),
          String.join(",", permissions));
    }
  }

  void delete(UserName user) throws SQLException {
    database.update("DELETE FROM account_grant WHERE account = ?", user.value());
    database.update("DELETE FROM account WHERE name = ?", user.value());
  }
}
