package org.leasemq.store.jdbc;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BackOff;
import org.leasemq.queue.DeduplicationScope;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.Pause;
import org.leasemq.queue.QueueLimits;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.RedeliveryPolicy;
import org.leasemq.queue.RedriveAllow;
import org.leasemq.queue.Tags;

/**
 * Queue settings as lines of {@code name=value}, readable in the database. A setting that the text
 * lacks has its default, so that older texts stay good.
 */
final class SettingsCodec {

  private SettingsCodec() {}

  static String encode(QueueSettings settings) {
    StringJoiner lines = new StringJoiner("\n");
    RedeliveryPolicy redelivery = settings.redelivery();
    BackOff backOff = redelivery.backOff();
    lines.add("visibilityTimeout=" + settings.visibilityTimeout());
    lines.add("leaseExtension=" + settings.leaseExtension());
    lines.add("maxLease=" + settings.maxLease());
    lines.add("maxReceiveCount=" + redelivery.maxReceiveCount());
    lines.add("backOffImmediate=" + backOff.immediate());
    lines.add("backOffInitial=" + backOff.initial());
    lines.add("backOffMultiplier=" + backOff.multiplier());
    lines.add("backOffMax=" + backOff.max());
    lines.add("deadLetterQueue=" + text(redelivery.deadLetterQueue()));
    lines.add("deduplicationWindow=" + settings.deduplicationWindow());
    lines.add("contentBasedDeduplication=" + settings.contentBasedDeduplication());
    lines.add("delay=" + settings.delay());
    lines.add("maxMessageSize=" + settings.maxMessageSize());
    lines.add("defaultGroup=" + text(settings.defaultGroup()));
    lines.add("expiryQueue=" + text(settings.expiryQueue()));
    lines.add("maxInFlight=" + settings.limits().maxInFlight());
    lines.add("retention=" + text(settings.limits().retention()));
    lines.add("deduplicationScope=" + settings.deduplicationScope());
    lines.add("sendPaused=" + settings.pause().sends());
    lines.add("receivePaused=" + settings.pause().receives());
    lines.add("redriveAllow=" + text(settings.redriveAllow()));
    lines.add("tags=" + text(settings.tags()));
    return lines.toString();
  }

  static QueueSettings decode(QueueName queue, String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      values.put(line.substring(0, equals), line.substring(equals + 1).translateEscapes());
    }
    QueueSettings defaults = QueueSettings.defaults(queue);
    return read(values, defaults);
  }

  private static QueueSettings read(Map<String, String> values, QueueSettings defaults) {
    RedeliveryPolicy redelivery = defaults.redelivery();
    BackOff backOff = redelivery.backOff();
    String deadLetters = values.get("deadLetterQueue");
    String group = values.getOrDefault("defaultGroup", "");
    String expiry = values.getOrDefault("expiryQueue", "");
    return new QueueSettings(
        duration(values, "visibilityTimeout", defaults.visibilityTimeout()),
        Boolean.parseBoolean(values.getOrDefault("leaseExtension", "true")),
        duration(values, "maxLease", defaults.maxLease()),
        new RedeliveryPolicy(
            (int) number(values, "maxReceiveCount", redelivery.maxReceiveCount()),
            new BackOff(
                (int) number(values, "backOffImmediate", backOff.immediate()),
                duration(values, "backOffInitial", backOff.initial()),
                Double.parseDouble(
                    values.getOrDefault("backOffMultiplier", "" + backOff.multiplier())),
                duration(values, "backOffMax", backOff.max())),
            deadLetters == null ? redelivery.deadLetterQueue() : name(deadLetters)),
        duration(values, "deduplicationWindow", defaults.deduplicationWindow()),
        Boolean.parseBoolean(values.get("contentBasedDeduplication")),
        duration(values, "delay", defaults.delay()),
        number(values, "maxMessageSize", defaults.maxMessageSize()),
        group.isEmpty() ? null : new MessageGroup(group),
        name(expiry),
        limits(values, defaults.limits()),
        DeduplicationScope.valueOf(
            values.getOrDefault("deduplicationScope", defaults.deduplicationScope().name())),
        new Pause(
            Boolean.parseBoolean(values.get("sendPaused")),
            Boolean.parseBoolean(values.get("receivePaused"))),
        RedriveAllow.parse(values.getOrDefault("redriveAllow", defaults.redriveAllow().toString())),
        Tags.parse(values.getOrDefault("tags", "")));
  }

  private static QueueLimits limits(Map<String, String> values, QueueLimits defaults) {
    String retention = values.getOrDefault("retention", "");
    return new QueueLimits(
        (int) number(values, "maxInFlight", defaults.maxInFlight()),
        retention.isEmpty() ? null : Duration.parse(retention));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString().replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static @Nullable QueueName name(String text) {
    return text.isEmpty() ? null : new QueueName(text);
  }

  private static Duration duration(Map<String, String> values, String name, Duration otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : Duration.parse(value);
  }

  private static long number(Map<String, String> values, String name, long otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : Long.parseLong(value);
  }
}
