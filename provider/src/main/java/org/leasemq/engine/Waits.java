package org.leasemq.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.StoreException;

/** Waits that an interrupt does not end; the thread's flag is set again after them. */
final class Waits {

  private Waits() {}

  /**
   * Waits for a result; an error is thrown as a {@link RuntimeException} with the caller's stack.
   */
  static <T extends @Nullable Object> T uninterruptibly(CompletableFuture<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof OutcomeUnknownException) {
      return new OutcomeUnknownException(String.valueOf(cause.getMessage()), cause);
    }
    if (cause instanceof RuntimeException e && !(cause instanceof StoreException)) {
      return e;
    }
    String message = cause == null ? "Unknown error" : cause.getMessage();
    return new StoreException(String.valueOf(message), cause);
  }

  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
