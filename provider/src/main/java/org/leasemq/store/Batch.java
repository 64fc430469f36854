package org.leasemq.store;

import java.util.List;
import java.util.Map;
import org.leasemq.queue.Delivery;

/** A committed group of units. Made by the store; used by one thread at a time. */
public interface Batch {

  /** One outcome for each unit, in order. */
  List<Outcome> outcomes();

  /**
   * The sends that were handed over: already leased to the reader, for consumers to have as soon as
   * the batch is durable.
   */
  Map<Reader, List<Delivery>> handedOver();

  /**
   * Waits until the batch is on the disk. May be called from another thread than the pipeline's.
   *
   * @throws OutcomeUnknownException if that cannot be said; the store must be reopened
   */
  void awaitDurable();
}
