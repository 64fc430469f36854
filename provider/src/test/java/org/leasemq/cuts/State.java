package org.leasemq.cuts;

/** What is known of a {@link Deal}. */
enum State {
  /** The application is at work, or has rolled back and not been told yet. */
  OPEN,
  /** The call that ends it is under way. */
  ENDING,
  /** The application was told that it is done. */
  DONE,
  /** The application was told that it is not done. */
  NOT,
  /** The application was not told. */
  MAYBE,
  /** The branch is prepared, and the application was told. */
  PREPARED,
  /** The branch may be prepared; nobody has asked for its end. */
  PREPARE_MAYBE,
  /** The branch was prepared and may be committed. */
  COMMIT_MAYBE,
  /** The branch was prepared and may be rolled back. */
  ROLLBACK_MAYBE
}
