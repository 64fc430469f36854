package org.leasemq.queue;

/**
 * How many messages a queue holds, by what becomes of them next. Immutable.
 *
 * @param available what a consumer may have, groups that back off included
 * @param inFlight what is leased: handed out, or claimed for a consumer
 * @param delayed what is not due yet: delayed, or backing off in a standard queue
 */
public record QueueCounts(long available, long inFlight, long delayed) {

  /** All of them. */
  public long total() {
    return available + inFlight + delayed;
  }
}
