package org.leasemq.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import org.jspecify.annotations.Nullable;

/** The contexts of a request, closed when it ends. For the request's thread. */
@RequestScoped
class RequestContexts {

  @Inject ConnectionFactories factories;
  private final Contexts<ContextRequest> contexts = new Contexts<>();
  private ContextRequest.@Nullable User listening;
  private @Nullable JMSContext listenersOwn;

  /**
   * The request is a call of a listener: contexts of the same user are the listener's own, so that
   * what they send is in its transaction.
   */
  void listen(ContextRequest.User user, JMSContext own) {
    listening = user;
    listenersOwn = own;
  }

  JMSContext get(ContextRequest request) {
    JMSContext own = listenersOwn;
    return own != null && request.user().equals(listening)
        ? own
        : contexts.get(request, r -> factories.open(r.user(), r.mode()));
  }

  @PreDestroy
  void close() {
    contexts.close();
  }
}
