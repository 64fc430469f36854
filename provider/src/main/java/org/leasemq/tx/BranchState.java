package org.leasemq.tx;

/** Where an XA branch stands before it is committed or rolled back. */
enum BranchState {
  /** Takes work, or waits to be prepared. */
  OPEN,
  /** Is being prepared, committed or rolled back. */
  ENDING,
  /** Can only be rolled back. */
  ROLLBACK_ONLY,
  /** Outlived its timeout and was rolled back; its transaction manager does not know yet. */
  TIMED_OUT,
  /** Is kept by the store. */
  PREPARED,
  /** Is over. */
  DONE
}
