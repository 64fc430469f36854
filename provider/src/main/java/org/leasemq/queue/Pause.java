package org.leasemq.queue;

/**
 * Which sides of a queue stand still. Immutable.
 *
 * @param sends whether sends are refused
 * @param receives whether nothing is handed out
 */
public record Pause(boolean sends, boolean receives) {

  /** Neither. */
  public static final Pause NONE = new Pause(false, false);
}
