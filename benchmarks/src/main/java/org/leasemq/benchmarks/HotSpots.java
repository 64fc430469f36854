package org.leasemq.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where a flight recording's time and memory went, as text. For one thread. */
final class HotSpots {

  private static final int LINES = 30;

  private final Map<String, Long> threads = new HashMap<>();
  private final Map<String, Long> self = new HashMap<>();
  private final Map<String, Long> inclusive = new HashMap<>();
  private final Map<String, Long> allocated = new HashMap<>();
  private final Map<String, Long> allocators = new HashMap<>();
  private final Map<String, Long> monitors = new HashMap<>();
  private long forces;
  private Duration forcing = Duration.ZERO;

  HotSpots(Path recording) throws IOException {
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        add(events.readEvent());
      }
    }
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> {
        RecordedThread thread = event.getThread("sampledThread");
        count(threads, thread == null ? "?" : kind(thread), 1);
        count(self, methods(event).get(0), 1);
        Set.copyOf(methods(event)).forEach(method -> count(inclusive, method, 1));
      }
      case "jdk.ObjectAllocationSample" -> {
        RecordedClass type = event.getClass("objectClass");
        count(allocated, type.getName(), event.getLong("weight"));
        methods(event).stream()
            .filter(method -> !method.startsWith("java."))
            .findFirst()
            .ifPresent(method -> count(allocators, method, event.getLong("weight")));
      }
      case "jdk.JavaMonitorEnter" ->
          count(monitors, methods(event).get(0), event.getDuration().toMillis());
      case "jdk.FileForce" -> {
        forces++;
        forcing = forcing.plus(event.getDuration());
      }
      default -> {
        // Other events say nothing about hot spots.
      }
    }
  }

  void print(PrintStream out) {
    out.printf("%n%,d forces, %,d ms in them%n", forces, forcing.toMillis());
    print(out, "Samples by kind of thread", threads);
    print(out, "Samples by the method that ran", self);
    print(out, "Samples by each method on the stack", inclusive);
    print(out, "Bytes allocated by class", allocated);
    print(out, "Bytes allocated by method", allocators);
    print(out, "Milliseconds blocked on a monitor, by method (long waits only)", monitors);
  }

  private static void print(PrintStream out, String title, Map<String, Long> counts) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    out.printf("%n%s (%,d)%n", title, total);
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(LINES)
        .forEach(entry -> out.printf("%,16d  %s%n", entry.getValue(), entry.getKey()));
  }

  private static void count(Map<String, Long> counts, String key, long amount) {
    counts.merge(key, amount, Long::sum);
  }

  /** A thread's name without its number. */
  private static String kind(RecordedThread thread) {
    return String.valueOf(thread.getJavaName()).replaceAll("[0-9]+", "#");
  }

  private static List<String> methods(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return List.of("?");
    }
    return event.getStackTrace().getFrames().stream()
        .filter(RecordedFrame::isJavaFrame)
        .map(RecordedFrame::getMethod)
        .map(HotSpots::name)
        .collect(Collectors.collectingAndThen(Collectors.toList(), HotSpots::orUnknown));
  }

  private static List<String> orUnknown(List<String> methods) {
    return methods.isEmpty() ? List.of("?") : methods;
  }

  private static String name(RecordedMethod method) {
    return method.getType().getName() + "." + method.getName();
  }
}
