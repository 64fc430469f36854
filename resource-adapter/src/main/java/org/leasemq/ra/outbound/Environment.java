package org.leasemq.ra.outbound;

import jakarta.jms.IllegalStateException;

/** Where a handle is used, which decides what an application may do with it. */
enum Environment {
  /** In a container: the restrictions of Jakarta Messaging 3.1, 12.2 hold. */
  MANAGED {
    @Override
    void refuse(String method) throws IllegalStateException {
      throw new IllegalStateException(
          method
              + " must not be used in a Jakarta EE web or EJB application"
              + " (Jakarta Messaging 3.1, 12.2)");
    }
  },
  /** In plain Java SE: everything is allowed. */
  STANDALONE {
    @Override
    void refuse(String method) {}
  };

  /**
   * Called by methods that a container's applications must not use.
   *
   * @throws IllegalStateException in a container
   */
  abstract void refuse(String method) throws IllegalStateException;
}
