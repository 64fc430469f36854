package org.leasemq.store.file;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Brings one generation after the other into the database file, beside the commits of the next.
 * Order is all: the blocks, a force, the header in the other slot, a force; only then may the
 * generation's place in the journal be written over.
 *
 * <p>Thread use: begin and await from one thread at a time; the work runs in the executor.
 */
final class Checkpoints {

  private final DatabaseFile database;
  private final JournalFile journal;
  private final Overlay overlay;
  private final Executor executor;
  private final Consumer<Throwable> onFailure;
  private JournalHeader header;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  Checkpoints(
      DatabaseFile database,
      JournalFile journal,
      Overlay overlay,
      JournalHeader header,
      Executor executor,
      Consumer<Throwable> onFailure) {
    this.database = database;
    this.journal = journal;
    this.overlay = overlay;
    this.header = header;
    this.executor = executor;
    this.onFailure = onFailure;
  }

  /** Begins with the generation that just ended. The one before it must be done: see await. */
  void begin(Map<Long, Long> blocks, long databaseSize) {
    JournalHeader next = header.next(journal.generation(), journal.sequence(), databaseSize);
    header = next;
    running = CompletableFuture.runAsync(() -> run(blocks, next), executor);
  }

  /** Waits until no checkpoint runs; an interrupt does not end the wait. */
  void await() throws IOException {
    try {
      running.join();
    } catch (CompletionException e) {
      throw new IOException("The checkpoint failed", e.getCause());
    }
  }

  private void run(Map<Long, Long> blocks, JournalHeader next) {
    try {
      database.apply(blocks, next.databaseSize(), journal.raw());
      database.force();
      journal.writeHeader(next);
      overlay.oldGenerationApplied();
    } catch (IOException | RuntimeException | Error e) {
      onFailure.accept(e);
      throw new CompletionException(e);
    }
  }
}
