package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.queue.BranchId;
import org.leasemq.store.Operation;

/** The prepared XA branches, of whatever node. For the pipeline's thread only. */
final class BranchTable {

  private final Database database;
  private final String node;

  BranchTable(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  void insert(BranchId branch, List<Operation> operations) throws SQLException {
    database.update(
        "INSERT INTO xa_branch(branch, node, work) VALUES (?, ?, ?)",
        branch.toString(),
        node,
        OperationCodec.encode(operations));
  }

  void delete(BranchId branch) throws SQLException {
    database.update("DELETE FROM xa_branch WHERE branch = ?", branch.toString());
  }

  /** Those of all nodes: whoever has prepared them, what they received is theirs. */
  Map<BranchId, List<Operation>> all() throws SQLException {
    Map<BranchId, List<Operation>> all = new LinkedHashMap<>();
    PreparedStatement query =
        database.prepare("SELECT branch, work FROM xa_branch ORDER BY branch");
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.put(BranchId.parse(rows.getString(1)), OperationCodec.decode(rows.getBytes(2)));
      }
    }
    return all;
  }

  /** Those that this node has prepared. */
  List<BranchId> own() throws SQLException {
    List<BranchId> own = new ArrayList<>();
    PreparedStatement query =
        database.prepare("SELECT branch FROM xa_branch WHERE node = ? ORDER BY branch");
    query.setString(1, node);
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        own.add(BranchId.parse(rows.getString(1)));
      }
    }
    return own;
  }
}
