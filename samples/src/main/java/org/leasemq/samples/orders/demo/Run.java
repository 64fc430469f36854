package org.leasemq.samples.orders.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leasemq.samples.orders.Order;
import org.leasemq.samples.orders.demo.OrderApplication.Progress;

/**
 * Feeds the file to a running server, kills and restarts it halfway, and waits until all orders are
 * through. One thread only.
 */
final class Run {

  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STALL_LIMIT = Duration.ofMinutes(1);
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

  /** How far the feed may run ahead of the beans, so that the kill meets both at work. */
  private static final int MAX_LEAD = 2_000;

  private static final Duration MID_FLIGHT = Duration.ofMillis(5);

  private final Settings settings;
  private final Report report;
  private final WildFly server;
  private final OrderApplication application;
  private final Feed feed;
  private final int lines;
  private final int orders;
  private Progress progress = new Progress(0, 0, 0);
  private Duration down = Duration.ZERO;
  private Duration worked = Duration.ZERO;
  private @Nullable Wreck wreck;

  Run(Settings settings, Report report, WildFly server, List<Order> file) {
    this.settings = settings;
    this.report = report;
    this.server = server;
    application = new OrderApplication(server.port());
    feed = new Feed(application, file);
    lines = file.size();
    orders = (int) file.stream().map(Order::id).distinct().count();
  }

  /**
   * Runs until every order is in the table or a dead letter and nothing is in doubt, or nothing has
   * moved for a minute.
   */
  void run() throws InterruptedException, IOException {
    awaitApplication();
    Stopwatch working = new Stopwatch();
    Stopwatch sinceProgress = new Stopwatch();
    Stopwatch sinceReport = new Stopwatch();
    while (!isFinished()) {
      Progress before = progress;
      feedForATick();
      progress = application.progress().orElseThrow(() -> new DemoFailure("No answer"));
      if (!progress.equals(before)) {
        sinceProgress = new Stopwatch();
      } else if (sinceProgress.hasPassed(STALL_LIMIT)) {
        server.dumpThreads();
        report.step("Nothing has moved for %d s: stopping", STALL_LIMIT.toSeconds());
        break;
      }
      if (sinceReport.hasPassed(PROGRESS_EVERY)) {
        reportProgress();
        sinceReport = new Stopwatch();
      }
      if (wreck == null && progress.booked() >= orders / 2) {
        killAndRestart();
        sinceProgress = new Stopwatch();
      }
    }
    reportProgress();
    worked = working.elapsed().minus(down);
  }

  private boolean isFinished() {
    return feed.isFinished() && progress.done() >= orders && progress.prepared() == 0;
  }

  private void feedForATick() throws InterruptedException, IOException {
    Stopwatch tick = new Stopwatch();
    while (!tick.hasPassed(TICK)) {
      if (feed.answered() - progress.done() < MAX_LEAD) {
        feed.post();
      }
      if (!feed.await(TICK)) {
        server.watch(TICK);
      }
    }
  }

  private void reportProgress() {
    report.step(
        "%,7d of %,d lines handed in, %,7d orders processed, %,4d dead letters",
        feed.answered(), lines, progress.booked(), progress.dead());
  }

  private void killAndRestart() throws InterruptedException, IOException {
    feed.post();
    boolean answered = feed.await(MID_FLIGHT);
    Stopwatch stopwatch = new Stopwatch();
    server.kill();
    report.step(
        "SIGKILL: the server is dead, with %s",
        answered ? "no lines on their way" : "lines on their way to it");
    feed.forgetUnanswered();
    Wreck found =
        Wreck.examine(settings.home(), server.data(), settings.directory().resolve("wreck"));
    wreck = found;
    report.step(
        "It leaves %d XA branches in doubt in its table, %d in LeaseMQ, and %d live leases",
        found.tableBranches(), found.queueBranches(), found.leases());
    server.start();
    awaitApplication();
    down = stopwatch.elapsed();
    report.step("The server is back");
  }

  private void awaitApplication() throws InterruptedException, IOException {
    Stopwatch waiting = new Stopwatch();
    Optional<Progress> answer = application.progress();
    while (answer.isEmpty()) {
      if (waiting.hasPassed(START_LIMIT)) {
        throw new DemoFailure("The application is not there after " + START_LIMIT);
      }
      server.watch(TICK);
      answer = application.progress();
    }
    progress = answer.get();
  }

  /** What was sent. */
  List<Figure> sent() {
    return List.of(
        Figure.exactly("sent", lines, feed.answered()),
        Figure.info("  sent again after the kill", feed.sentAgain()));
  }

  /** What the kill met and how fast it went. */
  List<Figure> course() {
    List<Figure> figures = new ArrayList<>();
    Wreck found = wreck;
    if (found == null) {
      figures.add(Figure.exactly("kills of the server", 1, 0));
    } else {
      figures.add(
          Figure.info("branches in doubt at the kill, in the table", found.tableBranches()));
      figures.add(Figure.info("branches in doubt at the kill, in LeaseMQ", found.queueBranches()));
      figures.add(Figure.info("leases live at the kill", found.leases()));
    }
    figures.add(Figure.info("seconds without a server", down.toSeconds()));
    long rate = Math.round(progress.booked() / Math.max(0.001, worked.toMillis() / 1000.0));
    figures.add(Figure.info("messages/s", rate));
    return figures;
  }
}
