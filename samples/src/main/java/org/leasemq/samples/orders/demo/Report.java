package org.leasemq.samples.orders.demo;

import java.io.PrintStream;
import java.util.List;

/** Tells what happens, line by line. One thread only. */
final class Report {

  private static final String ROW = "  %-42s %12s %12s  %s%n";

  private final PrintStream out;
  private final long start = System.nanoTime();

  Report(PrintStream out) {
    this.out = out;
  }

  /** One step of the demo, with the seconds since its start. */
  void step(String format, Object... arguments) {
    out.printf("[%3d s] ", (System.nanoTime() - start) / 1_000_000_000L);
    out.printf(format + "%n", arguments);
    out.flush();
  }

  /** The figures as a table. */
  void table(List<Figure> figures) {
    out.println();
    out.printf(ROW, "", "expected", "found", "");
    for (Figure figure : figures) {
      String expected = figure.expected();
      String verdict = expected == null ? "" : figure.isRight() ? "ok" : "WRONG";
      out.printf(ROW, figure.name(), expected == null ? "" : expected, figure.found(), verdict);
      figure.examples().forEach(example -> out.println("      " + example));
    }
    out.println();
    out.flush();
  }
}
