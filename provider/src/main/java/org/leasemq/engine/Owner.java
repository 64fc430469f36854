package org.leasemq.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;

/**
 * Who holds leases: what a session is to the engine. {@link #take} is for one thread at a time;
 * everything else may be called from any thread.
 */
public final class Owner implements AutoCloseable {

  /**
   * Opens a place at a queue; it takes part in the claims at once, its queue's other receivers
   * sharing.
   */
  public Receiver openReceiver(Queue queue, @Nullable MessageFilter filter) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes the next delivery that one of the receivers can have. It is leased to this owner but not
   * started: call {@link #start} just before the application sees it, or {@link #putBack}.
   *
   * @param receivers all of this owner's
   * @param wait how long to wait; zero: only what is there now (a look into the store included);
   *     null: without end
   * @return null if the wait is over, the receivers are closed, or {@link #cancelTake} was called
   */
  public @Nullable Taken take(Collection<Receiver> receivers, @Nullable Duration wait)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Ends a {@link #take} that waits now (it returns null); no effect on later ones. */
  public void cancelTake() {
    throw new UnsupportedOperationException();
  }

  /**
   * Notes that the application gets the delivery now: its count goes up, its lease counts from now.
   *
   * @return false if the lease is over already; the application must not see it then
   */
  public boolean start(Delivery delivery) {
    throw new UnsupportedOperationException();
  }

  /** Gives back deliveries that were not started: available again in their places, not counted. */
  public void putBack(List<Delivery> deliveries) {
    throw new UnsupportedOperationException();
  }

  /**
   * Closes the receivers and gives back, uncounted, what was taken and not started. What was
   * started must have been settled before (or prepared in a branch).
   */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
