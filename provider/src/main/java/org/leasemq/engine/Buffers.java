package org.leasemq.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.store.QueueStore;
import org.leasemq.store.StoreException;

/** The buffers of a node, one for each queue and filter that has receivers. Thread-safe. */
final class Buffers {

  private final CommitPipeline pipeline;
  private final CopyOnWriteArrayList<Buffer> all = new CopyOnWriteArrayList<>();

  @GuardedBy("this")
  private boolean closed;

  Buffers(CommitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  List<Buffer> all() {
    return all;
  }

  /** The buffer for this queue and filter, with one receiver more. */
  Buffer open(Queue queue, @Nullable MessageFilter filter, int ahead) {
    return pipeline.call(store -> openIn(store, queue, filter, ahead));
  }

  private synchronized Buffer openIn(
      QueueStore store, Queue queue, @Nullable MessageFilter filter, int ahead) {
    if (closed) {
      throw new StoreException("The node is closed", null);
    }
    for (Buffer buffer : all) {
      if (buffer.isFor(queue, filter)) {
        buffer.opened(ahead);
        return buffer;
      }
    }
    if (store.findQueue(queue.name()).filter(found -> found.id().equals(queue.id())).isEmpty()) {
      throw new StoreException("The queue '" + queue.name() + "' has been deleted", null);
    }
    Buffer buffer = new Buffer(store.openReader(queue, filter));
    buffer.opened(ahead);
    all.add(buffer);
    settleNeighbours(store, queue.id());
    return buffer;
  }

  /** With a second kind of consumers at a queue, nobody claims ahead: it could be the other's. */
  private void settleNeighbours(QueueStore store, QueueId queue) {
    List<Buffer> neighbours = new ArrayList<>();
    for (Buffer buffer : all) {
      if (buffer.queue().id().equals(queue)) {
        neighbours.add(buffer);
      }
    }
    for (Buffer buffer : neighbours) {
      buffer.setAlone(neighbours.size() == 1);
      if (neighbours.size() > 1) {
        store.putBack(buffer.drain());
      }
    }
  }

  /**
   * A receiver is closed; with the last one the buffer goes, and what it holds is available again.
   */
  void close(Buffer buffer) {
    if (!buffer.closed()) {
      return;
    }
    pipeline.callIfOpen(
        store -> {
          synchronized (this) {
            if (!buffer.hasReceivers() && all.remove(buffer)) {
              store.putBack(buffer.retire());
              store.closeReader(buffer.reader());
              settleNeighbours(store, buffer.queue().id());
            }
            return null;
          }
        });
  }

  /** Whether a queue with receivers holds more than they were given. */
  boolean isLagging() {
    for (Buffer buffer : all) {
      if (!buffer.isDry() && buffer.hasReceivers()) {
        return true;
      }
    }
    return false;
  }

  /** Whether receivers are open on the queue. */
  boolean isInUse(QueueId queue) {
    return all.stream().anyMatch(buffer -> buffer.queue().id().equals(queue));
  }

  /** Takes out of the buffers of a queue (null: of all) what nobody has taken. */
  List<Delivery> drain(@Nullable QueueId queue) {
    List<Delivery> drained = new ArrayList<>();
    for (Buffer buffer : all) {
      if (queue == null || buffer.queue().id().equals(queue)) {
        drained.addAll(buffer.drain());
      }
    }
    return drained;
  }

  /** No more buffers are opened. */
  synchronized void close() {
    closed = true;
  }
}
