package org.leasemq.benchmarks;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Whether a broker forces a file of its store to the disk within each send, as the JDK's flight
 * recorder sees it: a rate without that is not comparable. For one thread.
 */
final class SyncProof {

  private static final int SENDS = 500;
  private static final String SEND = "org.leasemq.benchmarks.Send";
  private static final String FORCE = "jdk.FileForce";

  private SyncProof() {}

  /** Sends one message after another to each broker and prints how many were forced to disk. */
  static void run(Options options, PrintStream out) throws Exception {
    for (Contender contender : options.contenders()) {
      Path directory = Stores.fresh(options.directory().resolve(contender.option() + "-sync"));
      Load load = options.loads().get(0);
      List<RecordedEvent> events;
      try (Broker broker = contender.start(directory);
          Connection connection = broker.connectionFactory().createConnection()) {
        send(connection, load);
        events = record(() -> send(connection, load));
      }
      Stores.delete(directory);
      long forced = events.stream().filter(send -> isForced(send, events, directory)).count();
      out.printf(
          "%-18s %d of %d sends returned after a force of the store's file%n",
          contender.title(), forced, SENDS);
    }
  }

  private static void send(Connection connection, Load load) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("sync"))) {
      for (int i = 0; i < SENDS; i++) {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[load.size()]);
        Send event = new Send();
        event.begin();
        producer.send(message);
        event.commit();
      }
    }
  }

  private static List<RecordedEvent> record(Work work) throws IOException, JMSException {
    Path file = Files.createTempFile("sync", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(SEND).withoutThreshold().withoutStackTrace();
      recording.enable(FORCE).withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file);
    } finally {
      Files.delete(file);
    }
  }

  /** Whether this is a send, and one that began before a force began and ended after its end. */
  private static boolean isForced(RecordedEvent send, List<RecordedEvent> events, Path directory) {
    return send.getEventType().getName().equals(SEND)
        && events.stream()
            .filter(event -> event.getEventType().getName().equals(FORCE))
            .filter(force -> isInside(directory, Objects.requireNonNull(force.getString("path"))))
            .anyMatch(
                force ->
                    !force.getStartTime().isBefore(send.getStartTime())
                        && !force.getEndTime().isAfter(send.getEndTime()));
  }

  private static boolean isInside(Path directory, String file) {
    return Path.of(file).toAbsolutePath().startsWith(directory.toAbsolutePath());
  }

  /** One send, as the flight recorder notes it. */
  @Name(SEND)
  private static final class Send extends Event {}

  /** What is recorded. */
  private interface Work {
    void run() throws JMSException;
  }
}
