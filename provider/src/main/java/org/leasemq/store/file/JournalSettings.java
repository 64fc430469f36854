package org.leasemq.store.file;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a journaled file is opened.
 *
 * @param segmentBytes the length of each of the journal's two segments, 32 KiB to 1 GiB in steps of
 *     4 KiB. A longer one means fewer checkpoints and a longer replay. It may differ from opening
 *     to opening
 * @param nodeName the node to name to an opener that is refused; letters, digits, {@code _ . -}
 */
public record JournalSettings(int segmentBytes, Optional<String> nodeName) {

  /** 16 MiB in each segment, and no node name. */
  public static final JournalSettings DEFAULT = new JournalSettings(16 << 20, Optional.empty());

  private static final int LEAST = 8 * Layout.BLOCK;
  private static final int MOST = 1 << 30;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  /** Checks the ranges. */
  public JournalSettings {
    if (segmentBytes < LEAST || segmentBytes > MOST || segmentBytes % Layout.BLOCK != 0) {
      throw new IllegalArgumentException(
          "segmentBytes must be from "
              + LEAST
              + " to "
              + MOST
              + " and a multiple of 4096, not "
              + segmentBytes);
    }
    if (nodeName.isPresent() && !NAME.matcher(nodeName.get()).matches()) {
      throw new IllegalArgumentException(
          "nodeName must match " + NAME + ", not '" + nodeName.get() + "'");
    }
  }

  /** These settings with another segment length. */
  public JournalSettings withSegmentBytes(int bytes) {
    return new JournalSettings(bytes, nodeName);
  }

  /** These settings with a node name. */
  public JournalSettings withNodeName(String name) {
    return new JournalSettings(segmentBytes, Optional.of(name));
  }
}
