package org.leasemq.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.leasemq.LeaseMQConnectionFactory;

/**
 * Finds connection factories: a bean of that type (of that {@code @Named} name), else what JNDI has
 * under the name. Each is looked for once, and the node of a LeaseMQ factory runs until the
 * container ends, whatever contexts come and go. Thread-safe.
 */
@ApplicationScoped
class ConnectionFactories {

  /** The platform's default connection factory (Jakarta Messaging 3.1, 12.4.3). */
  private static final String PLATFORM_DEFAULT = "java:comp/DefaultJMSConnectionFactory";

  private static final System.Logger LOG = System.getLogger(ConnectionFactories.class.getName());

  private final ConcurrentMap<String, ConnectionFactory> byName = new ConcurrentHashMap<>();
  private final List<AutoCloseable> holds = new CopyOnWriteArrayList<>();
  @Inject BeanManager beans;

  /** A new context, which the caller closes. */
  JMSContext open(ContextRequest.User user, int mode) {
    ConnectionFactory factory = find(user.factory());
    return user.userName() == null
        ? factory.createContext(mode)
        : factory.createContext(user.userName(), user.password(), mode);
  }

  /** A new context that can take part in a Jakarta transaction; the caller closes it. */
  XAJMSContext openXa(ContextRequest.User user) {
    if (find(user.factory()) instanceof XAConnectionFactory factory) {
      return user.userName() == null
          ? factory.createXAContext()
          : factory.createXAContext(user.userName(), user.password());
    }
    throw new JMSRuntimeException(
        "A Jakarta transaction is active, but " + user + " is no XAConnectionFactory");
  }

  private ConnectionFactory find(@Nullable String name) {
    return byName.computeIfAbsent(name == null ? PLATFORM_DEFAULT : name, key -> found(name, key));
  }

  private ConnectionFactory found(@Nullable String name, String jndiName) {
    Bean<?> bean = bean(name);
    ConnectionFactory factory = bean == null ? lookup(name, jndiName) : instance(bean);
    if (factory instanceof LeaseMQConnectionFactory own) {
      try {
        holds.add(own.hold());
      } catch (JMSException e) {
        throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
      }
    }
    return factory;
  }

  private @Nullable Bean<?> bean(@Nullable String name) {
    Annotation qualifier = name == null ? Default.Literal.INSTANCE : NamedLiteral.of(name);
    Set<Bean<?>> found = beans.getBeans(ConnectionFactory.class, qualifier);
    Set<Bean<?>> nameless = new HashSet<>(found);
    nameless.removeIf(ConnectionFactories::isNamed);
    // A bean that has only a name is a default one as well (CDI 4.0, 2.2.3).
    return found.isEmpty()
        ? null
        : beans.resolve(name != null || nameless.isEmpty() ? found : nameless);
  }

  private static boolean isNamed(Bean<?> bean) {
    return bean.getQualifiers().stream().anyMatch(Named.class::isInstance);
  }

  /** The instance itself: a proxy would have the bean's types only. */
  private ConnectionFactory instance(Bean<?> bean) {
    return (ConnectionFactory) contextual(bean);
  }

  private <T> T contextual(Bean<T> bean) {
    CreationalContext<T> creation = beans.createCreationalContext(bean);
    if (bean.getScope() == Dependent.class) {
      holds.add(creation::release);
    }
    return beans.getContext(bean.getScope()).get(bean, creation);
  }

  private static ConnectionFactory lookup(@Nullable String name, String jndiName) {
    try {
      if (new InitialContext().lookup(jndiName) instanceof ConnectionFactory factory) {
        return factory;
      }
      throw new JMSRuntimeException(jndiName + " in JNDI is no ConnectionFactory");
    } catch (NamingException e) {
      String bean =
          name == null
              ? "a bean of type ConnectionFactory"
              : "a ConnectionFactory bean @Named(\"" + name + "\")";
      throw new JMSRuntimeException(
          "There is neither " + bean + " nor " + jndiName + " in JNDI: produce one", null, e);
    }
  }

  /** Lets the nodes go. */
  @PreDestroy
  void close() {
    for (AutoCloseable hold : holds) {
      try {
        hold.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "A connection factory was not closed cleanly", e);
      }
    }
    holds.clear();
    byName.clear();
  }
}
