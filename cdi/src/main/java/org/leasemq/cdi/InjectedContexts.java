package org.leasemq.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is injected, and finds the context that a call on it is meant for: the transaction's,
 * else the request's, else its own. Thread-safe.
 */
@ApplicationScoped
class InjectedContexts {

  @Inject ConnectionFactories factories;
  @Inject RequestContexts requestContexts;
  @Inject Instance<TransactionScope> transactions;
  @Inject BeanManager beans;

  @Produces
  @Dependent
  JMSContext produce(InjectionPoint point) {
    ContextRequest request = ContextRequest.of(point.getAnnotated());
    return new InjectedContext(request, this);
  }

  void dispose(@Disposes JMSContext injected) {
    ((InjectedContext) injected).dispose();
  }

  /** The context of the scope that the caller is in; null: there is none. */
  @Nullable JMSContext scoped(ContextRequest request) {
    JMSContext context =
        transactions.isUnsatisfied() ? null : transactions.get().find(request.user());
    if (context == null && inRequest()) {
      return requestContexts.get(request);
    }
    return context;
  }

  /** A context that belongs to the injected object alone. */
  JMSContext own(ContextRequest request) {
    return factories.open(request.user(), request.mode());
  }

  private boolean inRequest() {
    try {
      return beans.getContext(RequestScoped.class).isActive();
    } catch (ContextNotActiveException e) {
      return false;
    }
  }
}
