package org.leasemq.samples.orders.demo;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import javax.transaction.xa.XAException;
import org.leasemq.samples.orders.Order;
import org.leasemq.samples.orders.OrderFile;

/**
 * The demo: orders through a FIFO queue into message-driven beans on WildFly, with the server
 * killed halfway. Ends normally only if every figure is right. One thread only.
 */
public final class OrdersDemo {

  private final Settings settings;
  private final Report report = new Report(System.out);
  private final Path server;

  private OrdersDemo(Settings settings) {
    this.settings = settings;
    server = settings.directory().resolve("server");
  }

  /** Runs the demo with the arguments that {@link Settings#of} explains. */
  public static void main(String... arguments) throws IOException {
    Settings settings = Settings.of(arguments);
    Timer watchdog = new Timer("watchdog", true);
    watchdog.schedule(interrupt(Thread.currentThread()), settings.limit().toMillis());
    try {
      new OrdersDemo(settings).run();
    } catch (InterruptedException e) {
      throw new DemoFailure(
          "The demo has not ended within " + settings.limit().toSeconds() + " s", e);
    } finally {
      watchdog.cancel();
    }
  }

  private static TimerTask interrupt(Thread thread) {
    return new TimerTask() {
      @Override
      public void run() {
        thread.interrupt();
      }
    };
  }

  private void run() throws IOException, InterruptedException {
    Directories.delete(settings.directory());
    Path file = settings.directory().resolve("orders.csv");
    Files.createDirectories(settings.directory());
    OrderFile.write(
        file, OrderFile.generate(settings.seed(), settings.lines(), Settings.CUSTOMERS));
    report.step("%,d lines of orders are in %s (seed %d)", settings.lines(), file, settings.seed());
    try {
      Run run = serve(OrderFile.read(file));
      List<Figure> figures = new ArrayList<>(run.sent());
      figures.addAll(new Checker(collect(file)).check());
      figures.addAll(run.course());
      report.table(figures);
      if (!figures.stream().allMatch(Figure::isRight)) {
        throw new DemoFailure("A figure is wrong");
      }
      cleanUp(file);
    } catch (IOException | InterruptedException | RuntimeException e) {
      report.step("Everything that the server left is kept in %s", settings.directory());
      throw e;
    }
  }

  private Run serve(List<Order> lines) throws IOException, InterruptedException {
    try (WildFly wildFly = new WildFly(settings.home(), server)) {
      wildFly.deploy(settings.adapter(), "leasemq.rar");
      wildFly.deploy(settings.application(), "orders.war");
      report.step("WildFly starts on port %d, log %s", wildFly.port(), wildFly.log());
      wildFly.start();
      Run run = new Run(settings, report, wildFly, lines);
      run.run();
      wildFly.stop();
      report.step("The server has stopped; now the tables and queues are checked");
      return run;
    }
  }

  private Evidence collect(Path file) throws IOException {
    Path data = server.resolve("data");
    try (OrderDatabase database = new OrderDatabase(settings.home(), data);
        OrderQueues queues = new OrderQueues(data)) {
      return new Evidence(
          OrderFile.read(file),
          database.booked(),
          queues.confirmations(),
          queues.deadLetters(),
          queues.waiting(),
          database.branchesInDoubt() + queues.branchesInDoubt());
    } catch (SQLException | JMSException | XAException e) {
      throw new DemoFailure("What the server left cannot be read", e);
    }
  }

  private void cleanUp(Path file) throws IOException {
    Path logs = settings.directory().resolve("logs");
    Directories.copy(server.resolve("log"), logs);
    Files.copy(server.resolve("console.log"), logs.resolve("console.log"));
    Directories.delete(server);
    Files.delete(file);
    report.step("All figures are right. The server's directory is gone, its logs are in %s", logs);
  }
}
