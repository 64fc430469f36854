package org.leasemq.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.jms.JMSContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The portable extension (CDI 4.0): adds the beans of this package and collects the listeners. What
 * cannot work is a definition error, so that the container does not start. For the thread that
 * starts the container.
 */
public class LeaseMQExtension implements Extension {

  private static final String TRANSACTION_MANAGER = "jakarta.transaction.TransactionManager";

  private final List<ListenerMethod<?>> listeners = new ArrayList<>();

  /** For the container. */
  public LeaseMQExtension() {}

  void addBeans(@Observes BeforeBeanDiscovery event) {
    add(event, ConnectionFactories.class);
    add(event, RequestContexts.class);
    add(event, InjectedContexts.class);
    add(event, Listeners.class);
    if (hasTransactions()) {
      add(event, JakartaTransactions.class);
    }
  }

  private static void add(BeforeBeanDiscovery event, Class<?> type) {
    event.addAnnotatedType(type, type.getName());
  }

  private static boolean hasTransactions() {
    try {
      Class<?> unused =
          Class.forName(TRANSACTION_MANAGER, false, LeaseMQExtension.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  <T> void check(@Observes ProcessInjectionPoint<T, JMSContext> event) {
    String obstacle = ContextRequest.of(event.getInjectionPoint().getAnnotated()).obstacle();
    if (obstacle != null) {
      event.addDefinitionError(
          new DefinitionException(event.getInjectionPoint() + ": " + obstacle));
    }
  }

  <T> void collect(@Observes ProcessManagedBean<T> event) {
    for (AnnotatedMethod<? super T> method : event.getAnnotatedBeanClass().getMethods()) {
      if (method.isAnnotationPresent(LeaseMQListener.class)) {
        ListenerMethod<T> listener = ListenerMethod.of(event.getBean(), method);
        @Nullable String obstacle = listener.obstacle();
        if (obstacle == null) {
          listeners.add(listener);
        } else {
          event.addDefinitionError(new DefinitionException(listener + ": " + obstacle));
        }
      }
    }
  }

  /** What listens in this container. */
  List<ListenerMethod<?>> listeners() {
    return List.copyOf(listeners);
  }
}
