package org.leasemq.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.leasemq.DestinationKind;

/**
 * A bean's method that is called with each message of a destination while the container runs. It
 * takes one parameter, the message (any Jakarta Messaging type) or its body (String, byte[], Map or
 * a Serializable class), and returns nothing.
 *
 * <p>Each call is a local transaction of its own: if the method returns, the message is
 * acknowledged and what the method has sent through injected contexts of the same connection
 * factory and user is sent; if it throws, both are rolled back, and the message is redelivered as
 * the queue's redelivery policy says. {@link jakarta.jms.JMSConnectionFactory} and {@link
 * jakarta.jms.JMSPasswordCredential} on the method say how to connect.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LeaseMQListener {

  /** The physical name of the queue or topic. */
  String destination();

  /** Queue or topic. */
  DestinationKind kind() default DestinationKind.QUEUE;

  /** Which messages (Jakarta Messaging 3.1, 3.8); empty: all. */
  String selector() default "";

  /**
   * Of a topic: the name of the durable, shared subscription; empty: one that is neither and gets
   * what is published while the container runs.
   */
  String subscription() default "";

  /** How many messages are worked on at a time at most, each on a thread of its own. */
  int sessions() default 1;
}
