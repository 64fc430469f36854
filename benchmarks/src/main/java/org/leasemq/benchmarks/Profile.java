package org.leasemq.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** A flight recording of the time until it is closed. For one thread. */
final class Profile implements AutoCloseable {

  private static final Duration SAMPLE_PERIOD = Duration.ofMillis(10);

  private final Path file;
  private final Recording recording;

  private Profile(Path file) throws IOException, ParseException {
    this.file = file;
    this.recording = new Recording(Configuration.getConfiguration("profile"));
    recording.enable("jdk.ExecutionSample").withPeriod(SAMPLE_PERIOD);
    recording.enable("jdk.FileForce").withThreshold(Duration.ZERO).withoutStackTrace();
    recording.start();
  }

  /** Begins a recording that will be written to this file. */
  static Profile start(Path file) throws IOException, ParseException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return new Profile(file);
  }

  /** Where the recording will be. */
  Path file() {
    return file;
  }

  /** Writes the recording and prints where the time went. */
  @Override
  public void close() throws IOException {
    recording.stop();
    recording.dump(file);
    recording.close();
    new HotSpots(file).print(System.out);
  }
}
