package org.leasemq.engine;

import java.time.Duration;

/** Work that a node does beside what it is asked for. Called by one thread at a time. */
interface Service {

  /** How long to wait between two runs. */
  Duration period();

  /** Does what there is to do; survives a store that is away. */
  void runOnce();
}
