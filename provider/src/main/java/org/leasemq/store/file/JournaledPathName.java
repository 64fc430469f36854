package org.leasemq.store.file;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The text of a path in this file system, after the scheme: settings, a colon, and the path in the
 * file system below. The settings may be missing with their colon. They are part of the name
 * because H2 hands on nothing else.
 *
 * @param prefix the settings as they stand there, with their colon, or nothing
 * @param settings what they say
 * @param base the path below, as H2 names it
 */
record JournaledPathName(String prefix, JournalSettings settings, String base) {

  /** What H2 puts after a database's name; ours differ, so that no other H2 opens the file. */
  static final String H2_SUFFIX = ".mv.db";

  static final String DATABASE_SUFFIX = ".leasemq.db";
  static final String JOURNAL_SUFFIX = ".leasemq.journal";

  private static final String LOADER = UUID.randomUUID().toString();
  private static final AtomicLong OPENINGS = new AtomicLong();

  /**
   * Writes settings as a prefix that no one else has: H2 would let another class loader that shares
   * it, or a second opening, use a database that is open already or has failed, past the lock.
   */
  static String prefix(JournalSettings settings) {
    return "segment="
        + settings.segmentBytes()
        + settings.nodeName().map(name -> ",node=" + name).orElse("")
        + ",opening="
        + LOADER
        + "-"
        + OPENINGS.incrementAndGet()
        + ":";
  }

  static JournaledPathName parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || !text.substring(0, colon).startsWith("segment=")) {
      return new JournaledPathName("", JournalSettings.DEFAULT, text);
    }
    int segmentBytes = 0;
    Optional<String> nodeName = Optional.empty();
    for (String setting : text.substring(0, colon).split(",", -1)) {
      String value = setting.substring(setting.indexOf('=') + 1);
      if (setting.startsWith("segment=")) {
        segmentBytes = Integer.parseInt(value);
      } else if (setting.startsWith("node=")) {
        nodeName = Optional.of(value);
      }
    }
    return new JournaledPathName(
        text.substring(0, colon + 1),
        new JournalSettings(segmentBytes, nodeName),
        text.substring(colon + 1));
  }

  boolean isDatabase() {
    return base.endsWith(H2_SUFFIX);
  }

  /** The path of the file that H2 means. */
  String file() {
    return isDatabase() ? withoutSuffix(H2_SUFFIX) + DATABASE_SUFFIX : base;
  }

  String journal() {
    return withoutSuffix(H2_SUFFIX) + JOURNAL_SUFFIX;
  }

  private String withoutSuffix(String suffix) {
    return base.substring(0, base.length() - suffix.length());
  }
}
