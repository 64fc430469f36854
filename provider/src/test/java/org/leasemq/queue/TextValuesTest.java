package org.leasemq.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextValuesTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "30s, PT30S",
    "5m, PT5M",
    "12h, PT12H",
    "4d, PT96H",
    "PT30S, PT30S",
    "1500, PT1.5S",
    "0, PT0S",
    "' 30 s ', PT30S"
  })
  void durations(String text, Duration expected) {
    assertEquals(expected, TextValues.duration("delay", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "5x", "-5s", "1.5s", "30 S", "999999999999999999d", "PT"})
  void whatIsNoDurationIsRefusedByTheSettingsName(String text) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> TextValues.duration("visibilityTimeout", text));
    assertTrue(e.getMessage().startsWith("visibilityTimeout is a duration"), e.getMessage());
    assertTrue(e.getMessage().endsWith("not '" + text + "'"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "64MiB, 67108864",
    "256KiB, 262144",
    "1GiB, 1073741824",
    "1024, 1024",
    "7B, 7",
    "0, 0"
  })
  void sizes(String text, long expected) {
    assertEquals(expected, TextValues.bytes("maxMessageSize", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64MB", "-1", "1.5GiB", "999999999999999999GiB"})
  void whatIsNoSizeIsRefusedByTheSettingsName(String text) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> TextValues.bytes("maxMessageSize", text));
    assertTrue(e.getMessage().startsWith("maxMessageSize is a size"), e.getMessage());
  }
}
