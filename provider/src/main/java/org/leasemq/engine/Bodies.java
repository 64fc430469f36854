package org.leasemq.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.StoredBody;
import org.leasemq.queue.StoredMessage;
import org.leasemq.store.Operation;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.QueueStore;
import org.leasemq.store.StoreException;
import org.leasemq.store.Unit;

/**
 * Moves large bodies between a session's thread and the store, slice by slice between the groups of
 * the pipeline, so that nobody else waits for more than a slice. Thread-safe.
 */
final class Bodies {

  private final CommitPipeline pipeline;
  private final QueueStore store;

  Bodies(CommitPipeline pipeline, QueueStore store) {
    this.pipeline = pipeline;
    this.store = store;
  }

  /**
   * A unit whose large bodies are in the store.
   *
   * @param bodies what has gone ahead; to be ended once the unit has its outcome
   */
  record Ahead(Unit unit, List<StoredBody> bodies) {}

  /**
   * Sends the large bodies of a unit ahead.
   *
   * @throws StoreException if that fails; nothing was done
   */
  Ahead sendAhead(Unit unit) {
    if (unit.size() <= StoredBody.SLICE) {
      return new Ahead(unit, List.of());
    }
    List<StoredBody> bodies = new ArrayList<>();
    boolean done = false;
    try {
      Unit light = new Unit(lighten(unit.operations(), bodies));
      done = true;
      return new Ahead(light, bodies);
    } catch (OutcomeUnknownException e) {
      throw new StoreException("The store failed at a large body, and nothing was done", e);
    } finally {
      if (!done) {
        end(bodies);
      }
    }
  }

  private List<Operation> lighten(List<Operation> operations, List<StoredBody> bodies) {
    List<Operation> light = new ArrayList<>(operations.size());
    for (Operation operation : operations) {
      if (operation instanceof Operation.Prepare prepare) {
        light.add(new Operation.Prepare(prepare.branch(), lighten(prepare.operations(), bodies)));
      } else if (operation instanceof Operation.Outgoing outgoing
          && outgoing.message().storedBody() == null
          && outgoing.message().body().length > StoredBody.SLICE) {
        light.add(outgoing.with(outgoing.message().with(write(outgoing.message(), bodies))));
      } else {
        light.add(operation);
      }
    }
    return light;
  }

  private StoredBody write(StoredMessage message, List<StoredBody> bodies) {
    byte[] body = message.body();
    StoredBody begun = pipeline.call(s -> s.beginBody(body));
    bodies.add(begun);
    for (int next = StoredBody.SLICE; next < body.length; ) {
      int from = next;
      next = pipeline.call(s -> s.continueBody(begun, body, from));
    }
    return begun;
  }

  /** What has gone ahead is referred to by now, or will not be. */
  void end(List<StoredBody> bodies) {
    bodies.forEach(store::endBody);
  }

  /**
   * The delivery with its body; null if its lease is over and the message gone.
   *
   * @throws StoreException if it cannot be read now
   */
  @Nullable Delivery read(Delivery delivery) {
    StoredBody stored = delivery.message().storedBody();
    if (stored == null) {
      return delivery;
    }
    byte[] body = new byte[stored.length()];
    for (int next = 0; next < body.length; ) {
      int from = next;
      next = pipeline.call(s -> s.readBody(stored, from, body));
      if (next == from) {
        return null;
      }
    }
    return delivery.with(delivery.message().with(body));
  }
}
