package org.leasemq.ra.inflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TroubleTest {

  private final Logger logger = Logger.getLogger(Activation.class.getName());
  private final List<LogRecord> records = new ArrayList<>();
  private final Trouble trouble = new Trouble("Taking messages from queue:orders");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord logged) {
          records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    logger.removeHandler(handler);
  }

  @Test
  void saysWhenItBeginsAndWhenItIsOverAndNothingBetween() {
    trouble.over();
    assertEquals(0, records.size());
    for (int i = 0; i < 100; i++) {
      trouble.failed(new IllegalStateException("the disk is full"));
    }
    assertEquals(1, records.size());
    trouble.over();
    trouble.over();
    assertEquals(2, records.size());
  }

  @Test
  void theWaitsGrowToALimitAndStartAnewAfterwards() {
    assertEquals(Duration.ofMillis(100), trouble.failed(new IllegalStateException()));
    assertEquals(Duration.ofMillis(200), trouble.failed(new IllegalStateException()));
    for (int i = 0; i < 100; i++) {
      trouble.failed(new IllegalStateException());
    }
    assertEquals(Duration.ofMillis(12_800), trouble.failed(new IllegalStateException()));
    trouble.over();
    assertEquals(Duration.ofMillis(100), trouble.failed(new IllegalStateException()));
  }
}
