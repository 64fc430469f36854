package org.leasemq.jndi;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;
import org.leasemq.LeaseMQQueue;
import org.leasemq.LeaseMQTopic;
import org.leasemq.QueueOverrides;
import org.leasemq.QueueSetting;

/** Makes queues and topics from what a naming service keeps of them. Stateless. */
public final class DestinationFactory implements ObjectFactory {

  /** Made by JNDI. */
  public DestinationFactory() {}

  /** Null if it is no reference to a queue or topic of LeaseMQ. */
  @Override
  @SuppressWarnings("JdkObsolete") // as JNDI has it
  public @Nullable Object getObjectInstance(
      @Nullable Object object,
      @Nullable Name name,
      @Nullable Context context,
      @Nullable Hashtable<?, ?> environment) {
    if (!(object instanceof Reference reference)) {
      return null;
    }
    if (reference.getClassName().equals(LeaseMQQueue.class.getName())) {
      return queue(reference);
    }
    return reference.getClassName().equals(LeaseMQTopic.class.getName()) ? topic(reference) : null;
  }

  private static LeaseMQQueue queue(Reference reference) {
    QueueOverrides overrides = QueueOverrides.NONE;
    for (QueueSetting setting : QueueSetting.values()) {
      overrides = overrides.with(setting, text(reference, setting.propertyName()));
    }
    LeaseMQQueue queue = new LeaseMQQueue().with(overrides);
    String name = text(reference, "name");
    if (name != null) {
      queue.setName(name);
    }
    return queue;
  }

  private static LeaseMQTopic topic(Reference reference) {
    String name = text(reference, "name");
    return name == null ? new LeaseMQTopic() : new LeaseMQTopic(name);
  }

  private static @Nullable String text(Reference reference, String property) {
    RefAddr address = reference.get(property);
    return address == null ? null : String.valueOf(address.getContent());
  }
}
