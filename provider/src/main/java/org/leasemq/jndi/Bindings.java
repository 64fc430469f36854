package org.leasemq.jndi;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.naming.ConfigurationException;
import javax.naming.NamingException;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.LeaseMQQueue;
import org.leasemq.LeaseMQTopic;

/** Makes the objects that properties describe. For one thread. */
final class Bindings {

  private static final String FACTORY = "connectionfactory.";
  private static final String QUEUE = "queue.";
  private static final String TOPIC = "topic.";
  private static final String FACTORY_PROPERTY = "property.connectionfactory.";

  private final Map<String, Object> properties;
  private final Map<String, Object> objects = new TreeMap<>();

  Bindings(Map<String, Object> properties) {
    this.properties = properties;
  }

  /** The objects by their names. */
  Map<String, Object> objects() throws NamingException {
    for (Map.Entry<String, Object> entry : properties.entrySet()) {
      String property = entry.getKey();
      String value = String.valueOf(entry.getValue()).strip();
      try {
        bind(property, value);
      } catch (IllegalArgumentException e) {
        throw caused(property + "=" + value + ": " + e.getMessage(), e);
      }
    }
    return objects;
  }

  private void bind(String property, String value) throws NamingException {
    if (startsWith(property, FACTORY)) {
      String name = property.substring(FACTORY.length());
      objects.put(name, factory(name, value));
    } else if (startsWith(property, QUEUE)) {
      objects.put(property.substring(QUEUE.length()), new LeaseMQQueue(value));
    } else if (startsWith(property, TOPIC)) {
      objects.put(property.substring(TOPIC.length()), new LeaseMQTopic(value));
    }
  }

  /** Some write {@code connectionFactory}. */
  private static boolean startsWith(String property, String prefix) {
    return property.toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  private LeaseMQConnectionFactory factory(String name, String url) throws NamingException {
    LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url);
    String prefix = FACTORY_PROPERTY + name.toLowerCase(Locale.ROOT) + ".";
    for (Map.Entry<String, Object> entry : properties.entrySet()) {
      if (startsWith(entry.getKey(), prefix)) {
        set(factory, entry.getKey(), prefix, String.valueOf(entry.getValue()).strip());
      }
    }
    return factory;
  }

  private static void set(
      LeaseMQConnectionFactory factory, String property, String prefix, String value)
      throws NamingException {
    switch (property.substring(prefix.length())) {
      case "userName" -> factory.setUserName(value);
      case "password" -> factory.setPassword(value);
      case "clientId" -> factory.setClientId(value);
      case "nodeName" -> factory.setNodeName(value);
      case "autoCreate" -> factory.setAutoCreate(Boolean.parseBoolean(value));
      case "authenticator" -> factory.setAuthenticator(value);
      case "objectMessageAllowList" -> factory.setObjectMessageAllowList(value);
      default ->
          throw new ConfigurationException(
              property
                  + ": a connection factory has the properties userName, password, clientId,"
                  + " nodeName, autoCreate, authenticator and objectMessageAllowList");
    }
  }

  private static NamingException caused(String text, Exception cause) {
    NamingException exception = new ConfigurationException(text);
    exception.initCause(cause);
    return exception;
  }
}
