package org.leasemq;

import java.io.Serial;
import javax.naming.Reference;
import javax.naming.Referenceable;
import org.leasemq.jms.message.TopicDestination;

/**
 * A topic as an administered object (Jakarta Messaging 3.1, 4.2.3).
 *
 * <p>Threads: set the name first; then any thread may use it.
 */
public final class LeaseMQTopic extends TopicDestination implements Referenceable {

  @Serial private static final long serialVersionUID = 1L;

  /** A topic that gets its name as a property. */
  public LeaseMQTopic() {}

  /**
   * The topic of that name.
   *
   * @throws IllegalArgumentException if it is no name for a topic
   */
  public LeaseMQTopic(String name) {
    super(name);
  }

  /** What a naming service may keep of it. */
  @Override
  public Reference getReference() {
    return References.of(this);
  }

  /** The physical name. */
  @Override
  public void setName(String name) {
    super.setName(name);
  }
}
