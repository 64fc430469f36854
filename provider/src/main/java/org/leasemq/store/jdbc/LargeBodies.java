package org.leasemq.store.jdbc;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.leasemq.queue.StoredBody;

/**
 * Bodies that go ahead of their units, and those that nobody refers to any more. For the pipeline's
 * thread only, but for {@link #end}.
 */
final class LargeBodies {

  private final Tables tables;

  /** Those whose unit may still come; others that nobody refers to are swept. */
  private final Set<StoredBody> underWay = ConcurrentHashMap.newKeySet();

  LargeBodies(Tables tables) {
    this.tables = tables;
  }

  /** On the disk at once: what goes ahead must not pile up in memory. */
  StoredBody begin(byte[] body, Numbers numbers, long group) {
    StoredBody begun = new StoredBody(numbers.next(), body.length);
    tables.database.write(
        true,
        () -> {
          tables.payloads.insertStray(begun.id(), body, 0);
          tables.node.writeGroup(group, numbers.peek());
        });
    underWay.add(begun);
    return begun;
  }

  int proceed(StoredBody begun, byte[] body, int from) {
    return tables.database.transact(
        true, () -> tables.payloads.insertStray(begun.id(), body, from));
  }

  void end(StoredBody body) {
    underWay.remove(body);
  }

  boolean sweep() {
    List<Long> strays = tables.database.read(tables.payloads::strays);
    underWay.forEach(body -> strays.remove(body.id()));
    if (strays.isEmpty()) {
      return false;
    }
    tables.database.write(false, () -> tables.payloads.sweep(strays.get(0)));
    return true;
  }
}
