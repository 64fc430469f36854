package org.leasemq.samples.orders.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the demo finds things and how big it is. Immutable.
 *
 * @param home a WildFly distribution, which is only read
 * @param adapter the resource adapter's archive
 * @param application the order application's archive
 * @param directory where the demo works; all in it is replaced
 * @param seed of the order file
 * @param lines of the order file
 * @param limit how long the demo may take as a whole
 */
record Settings(
    Path home,
    Path adapter,
    Path application,
    Path directory,
    long seed,
    int lines,
    Duration limit) {

  static final int CUSTOMERS = 500;

  /**
   * Reads the four paths from the arguments, the rest from the system properties {@code demo.seed},
   * {@code demo.lines} and {@code demo.limit} (seconds).
   */
  static Settings of(String... arguments) {
    if (arguments.length != 4) {
      throw new DemoFailure("Arguments: WILDFLY_HOME ADAPTER.rar APPLICATION.war DIRECTORY");
    }
    return new Settings(
        Path.of(arguments[0]).toAbsolutePath(),
        Path.of(arguments[1]).toAbsolutePath(),
        Path.of(arguments[2]).toAbsolutePath(),
        Path.of(arguments[3]).toAbsolutePath(),
        Long.getLong("demo.seed", 20_000),
        Integer.getInteger("demo.lines", 20_000),
        Duration.ofSeconds(Integer.getInteger("demo.limit", 900)));
  }
}
