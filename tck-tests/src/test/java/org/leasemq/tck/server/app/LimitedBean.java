package org.leasemq.tck.server.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSConnectionFactoryDefinition;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.AdministeredObjectDefinition;

/**
 * Refuses everything from a queue that an administered object describes. The application brings all
 * of its objects along by annotations. Each instance on one thread at a time.
 */
@JMSConnectionFactoryDefinition(
    name = LimitedBean.CONNECTIONS,
    resourceAdapter = "leasemq.rar",
    minPoolSize = 0,
    maxPoolSize = 5)
@JMSDestinationDefinition(
    name = LimitedBean.LETTERS,
    interfaceName = "jakarta.jms.Queue",
    className = "org.leasemq.LeaseMQQueue",
    resourceAdapter = "leasemq.rar",
    destinationName = "tck.letters",
    // WildFly hands the destination's name to its own broker only.
    properties = "name=tck.letters")
@AdministeredObjectDefinition(
    name = LimitedBean.LIMITED,
    interfaceName = "jakarta.jms.Queue",
    className = "org.leasemq.LeaseMQQueue",
    resourceAdapter = "leasemq.rar",
    properties = {
      "name=tck.limited",
      "maxReceiveCount=3",
      "backOffImmediate=5",
      "deadLetterQueue=tck.letters"
    })
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = LimitedBean.LIMITED)
    })
public class LimitedBean implements MessageListener {

  /** A connection factory. */
  public static final String CONNECTIONS = "java:app/jms/Connections";

  /** The queue of the dead letters. */
  public static final String LETTERS = "java:app/jms/Letters";

  /** What it consumes from. */
  public static final String LIMITED = "java:app/jms/Limited";

  @Override
  public void onMessage(Message message) {
    throw new EJBException("refused");
  }
}
