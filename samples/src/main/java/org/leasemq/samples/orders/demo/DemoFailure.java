package org.leasemq.samples.orders.demo;

import java.io.Serial;

/** The demo cannot go on, or has shown that something is wrong; the message says what. */
final class DemoFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }

  DemoFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
