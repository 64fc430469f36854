package org.leasemq;

import java.io.Serial;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.QueueSettings;

/**
 * Those settings of a queue that somebody has set; all others stay as the queue has them.
 * Immutable, so any thread may use it.
 */
public final class QueueOverrides implements Serializable {

  /** Nothing is set. */
  public static final QueueOverrides NONE = new QueueOverrides(Map.of());

  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Map.copyOf's and EnumMap's are serialisable.
  private final Map<QueueSetting, String> texts;

  private QueueOverrides(Map<QueueSetting, String> texts) {
    this.texts = texts;
  }

  /**
   * These and one more.
   *
   * @param text the value; null: as the queue has it
   * @throws IllegalArgumentException if it is no such value or out of its range; the message names
   *     the property and the range
   */
  public QueueOverrides with(QueueSetting setting, @Nullable String text) {
    Map<QueueSetting, String> changed = new EnumMap<>(QueueSetting.class);
    changed.putAll(texts);
    if (text == null) {
      changed.remove(setting);
    } else {
      QueueSettingsDraft draft = QueueSettingsDraft.lax();
      setting.parse(draft, text);
      draft.settings();
      changed.put(setting, text);
    }
    return new QueueOverrides(changed);
  }

  /** These, and where both are set the other's. */
  public QueueOverrides and(QueueOverrides other) {
    Map<QueueSetting, String> both = new EnumMap<>(QueueSetting.class);
    both.putAll(texts);
    both.putAll(other.texts);
    return new QueueOverrides(both);
  }

  /** What was set, as it was written. */
  public Optional<String> text(QueueSetting setting) {
    return Optional.ofNullable(texts.get(setting));
  }

  /** Whether nothing is set. */
  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /**
   * A queue's settings with these in their place.
   *
   * @throws IllegalArgumentException if they do not fit together; the message names the property
   */
  public QueueSettings applyTo(QueueSettings settings) {
    if (texts.isEmpty()) {
      return settings;
    }
    QueueSettingsDraft draft = new QueueSettingsDraft(settings);
    texts.forEach((setting, text) -> setting.parse(draft, text));
    return draft.settings();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QueueOverrides that && texts.equals(that.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  @Override
  public String toString() {
    return texts.toString();
  }
}
