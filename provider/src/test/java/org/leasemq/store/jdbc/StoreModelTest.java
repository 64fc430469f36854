package org.leasemq.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random work on a store, judged after each step by {@link StoreModel} and the verifier. */
class StoreModelTest {

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void aStandardQueueKeepsItsPromises(@ForAll long seed) {
    run(seed, "q", 120);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void aFifoQueueKeepsItsPromises(@ForAll long seed) {
    run(seed, "q.fifo", 120);
  }

  /** The steps come from a generator of our own, so that the seed alone tells the whole story. */
  private static void run(long seed, String name, int steps) {
    StoreModel model = new StoreModel(name, new Random(seed));
    try {
      for (int i = 0; i < steps; i++) {
        model.step();
        assertEquals(List.of(), model.findings());
      }
      model.drain(Duration.ofMinutes(10));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + "\n" + model.story(), e);
    } finally {
      model.close();
    }
  }
}
