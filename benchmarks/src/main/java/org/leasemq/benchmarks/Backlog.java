package org.leasemq.benchmarks;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A backlog that is larger than the heap: fills a queue in one JVM, opens the store in a second,
 * drains a part there and dies without closing, opens it in a third, and compares in a fourth what
 * it then receives per second with what it does from a short queue. For one thread.
 */
final class Backlog {

  private static final int BATCH = 1_000;
  private static final long PATIENCE_MINUTES = 30;
  private static final long RECEIVE_MILLIS = 60_000;
  private static final String QUEUE = "backlog";
  private static final int TURNS = 200;
  private static final int TURN = 100;

  private final Options options;
  private final PrintStream out;

  Backlog(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs each step in a JVM of its own with the heap that the options give. */
  void run() throws Exception {
    for (Contender contender : options.contenders()) {
      Path directory = Stores.fresh(directory(contender));
      out.printf("%s, %s heap%n", contender.title(), options.heap());
      for (Step step : Step.values()) {
        fork(step, contender);
      }
      Stores.delete(directory);
      Stores.delete(shallow(directory));
    }
  }

  /** Runs one step on the first of the brokers, in this JVM. */
  void run(Step step) throws Exception {
    Contender contender = options.contenders().get(0);
    Path directory = directory(contender);
    if (step == Step.COMPARE_DEPTHS) {
      compareDepths(contender, directory);
      return;
    }
    long start = System.nanoTime();
    try (Broker broker = contender.start(directory)) {
      ConnectionFactory factory = broker.connectionFactory();
      try (Connection connection = factory.createConnection();
          Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
        connection.start();
        if (step == Step.FILL) {
          long fillStart = System.nanoTime();
          fill(session, options.backlog());
          out.printf(
              "  filled    %,d messages, %s%n",
              options.backlog(), rate(options.backlog(), fillStart));
        } else {
          drain(session, start);
        }
        report(directory);
        if (step == Step.DRAIN_AND_DIE) {
          out.flush();
          Runtime.getRuntime().halt(0);
        }
      }
    }
  }

  private void fill(Session session, int messages) throws JMSException {
    try (MessageProducer producer = session.createProducer(session.createQueue(QUEUE))) {
      byte[] body = new byte[options.loads().get(0).size()];
      for (int i = 1; i <= messages; i++) {
        BytesMessage message = session.createBytesMessage();
        message.writeInt(i);
        message.writeBytes(body, Integer.BYTES, body.length - Integer.BYTES);
        producer.send(message);
        commitAt(session, i, messages);
      }
    }
  }

  /** The two queues take turns, so that whatever changes on the machine hits both. */
  private void compareDepths(Contender contender, Path directory) throws Exception {
    int left = options.backlog() - 2 * options.drain();
    try (Broker deep = contender.start(directory);
        Broker shallow = contender.start(Stores.fresh(shallow(directory)));
        Connection deepConnection = deep.connectionFactory().createConnection();
        Connection shallowConnection = shallow.connectionFactory().createConnection();
        Session deepSession = deepConnection.createSession(true, Session.SESSION_TRANSACTED);
        Session shallowSession =
            shallowConnection.createSession(true, Session.SESSION_TRANSACTED)) {
      deepConnection.start();
      shallowConnection.start();
      fill(shallowSession, options.shallow());
      Rates deepRates = new Rates();
      Rates shallowRates = new Rates();
      turn(deepSession);
      turn(shallowSession);
      for (int round = 0; round < options.rounds(); round++) {
        deepRates.add(turn(deepSession));
        shallowRates.add(turn(shallowSession));
      }
      out.printf("  from %,d messages  %s/s%n", left, deepRates);
      out.printf("  from %,d messages  %s/s%n", options.shallow(), shallowRates);
      out.printf("  ratio %.2f%n", deepRates.median() / shallowRates.median());
    }
  }

  /**
   * Receives and sends back, so that the queue stays as long as it is; says how many per second.
   */
  private static double turn(Session session) throws JMSException {
    try (MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE))) {
      long start = System.nanoTime();
      for (int i = 0; i < TURNS; i++) {
        for (int j = 0; j < TURN; j++) {
          producer.send(receive(consumer));
        }
        session.commit();
      }
      return TURNS * TURN * 1e9 / (System.nanoTime() - start);
    }
  }

  private void drain(Session session, long start) throws JMSException {
    try (MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE))) {
      out.printf("  opened    in %,d ms%n", millisSince(start));
      BytesMessage first = receive(consumer);
      out.printf("  received  number %,d after %,d ms%n", first.readInt(), millisSince(start));
      long drainStart = System.nanoTime();
      for (int i = 1; i < options.drain(); i++) {
        receive(consumer);
        commitAt(session, i, options.drain() - 1);
      }
      out.printf(
          "  drained   %,d messages, %s%n", options.drain(), rate(options.drain(), drainStart));
    }
  }

  private static BytesMessage receive(MessageConsumer consumer) throws JMSException {
    BytesMessage message = (BytesMessage) consumer.receive(RECEIVE_MILLIS);
    if (message == null) {
      throw new IllegalStateException("the backlog ended too early");
    }
    return message;
  }

  private static void commitAt(Session session, int count, int last) throws JMSException {
    if (count % BATCH == 0 || count == last) {
      session.commit();
    }
  }

  private void report(Path directory) throws IOException {
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    out.printf(
        "  now       %,d MiB of heap in use, %,d MiB of files%n",
        used >> 20, Stores.size(directory) >> 20);
  }

  private void fork(Step step, Contender contender) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + options.heap(), "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Benchmarks.class.getName(), step.name()));
    command.addAll(options.with("brokers", contender.option()).arguments());
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(contender.title() + " failed: " + step);
    }
  }

  private Path directory(Contender contender) {
    return options.directory().resolve(contender.option() + "-" + QUEUE);
  }

  private static Path shallow(Path directory) {
    return directory.resolveSibling(directory.getFileName() + "-shallow");
  }

  private static String rate(int count, long start) {
    return String.format("%,.0f/s", count * 1e9 / (System.nanoTime() - start));
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** What one JVM does. */
  enum Step {
    FILL,
    DRAIN_AND_DIE,
    DRAIN,
    COMPARE_DEPTHS
  }
}
