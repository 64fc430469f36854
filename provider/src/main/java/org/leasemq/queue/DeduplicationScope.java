package org.leasemq.queue;

/** Within what a deduplication id tells messages apart. */
public enum DeduplicationScope {
  /** In the whole queue. */
  QUEUE {
    @Override
    public String key(MessageTraits traits, DeduplicationId id) {
      return id.value();
    }
  },
  /** In each message group; messages without a group are one group. */
  GROUP {
    @Override
    public String key(MessageTraits traits, DeduplicationId id) {
      MessageGroup group = traits.group();
      return group == null ? id.value() : group.value().length() + ":" + group + id.value();
    }
  };

  /** What two duplicates of one queue have in common. */
  public abstract String key(MessageTraits traits, DeduplicationId id);
}
