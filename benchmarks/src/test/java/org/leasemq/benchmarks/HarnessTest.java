package org.leasemq.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness measures something, and its books find what a broker may do wrong. */
class HarnessTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRoundCountsWhatWentThrough(boolean topic, @TempDir Path directory) throws Exception {
    try (Broker broker = Contender.ARTEMIS_TUNED.start(directory)) {
      Load load = new Load(2, 2, 1024, false, 0, 100, topic);
      assertTrue(Round.run(broker.connectionFactory(), load, Duration.ofMillis(100)) > 0);
    }
  }

  @Test
  void theBooksAreInOrderWhenEachMessageArrivedOnce() {
    Ledger ledger = new Ledger(1, 2);
    for (int sequence : List.of(1, 0, 2, 3)) {
      assertTrue(ledger.received(0, sequence));
      ledger.sent(0);
    }
    assertEquals(List.of(), ledger.complaints());
    assertEquals(4, ledger.whole());
  }

  @Test
  void theBooksFindALossADoubleAndADisorder() {
    Ledger ledger = new Ledger(3, 2);
    ledger.sent(0);
    ledger.sent(1);
    assertTrue(ledger.received(1, 0));
    assertFalse(ledger.received(1, 0));
    for (int sequence : List.of(2, 1, 0)) {
      ledger.sent(2);
      ledger.received(2, sequence);
    }
    assertEquals(
        List.of(
            "sender 0: sent 1, received 0",
            "sender 1: received twice 1",
            "sender 2: out of order 1"),
        ledger.complaints());
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--round", "1")));
  }
}
