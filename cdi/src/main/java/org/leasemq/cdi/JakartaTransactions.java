package org.leasemq.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import jakarta.jms.XAJMSContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of the application's transaction manager, which is a bean: a context takes part in
 * the transaction that it is first used in, and is closed when that is over. Thread-safe.
 */
@ApplicationScoped
class JakartaTransactions implements TransactionScope {

  @Inject ConnectionFactories factories;
  @Inject Instance<TransactionManager> managers;
  private final Map<Transaction, Contexts<ContextRequest.User>> scopes = new ConcurrentHashMap<>();

  @Override
  public @Nullable JMSContext find(ContextRequest.User user) {
    if (managers.isUnsatisfied()) {
      return null;
    }
    try {
      Transaction transaction = managers.get().getTransaction();
      return transaction == null || transaction.getStatus() == Status.STATUS_NO_TRANSACTION
          ? null
          : scope(transaction).get(user, u -> enlisted(transaction, u));
    } catch (SystemException e) {
      throw new JMSRuntimeException("The transaction manager failed: " + e, null, e);
    }
  }

  private Contexts<ContextRequest.User> scope(Transaction transaction) {
    return scopes.computeIfAbsent(transaction, this::begun);
  }

  private Contexts<ContextRequest.User> begun(Transaction transaction) {
    Contexts<ContextRequest.User> contexts = new Contexts<>();
    try {
      transaction.registerSynchronization(
          new Synchronization() {
            @Override
            public void beforeCompletion() {
              // What was sent is sent by the commit.
            }

            @Override
            public void afterCompletion(int status) {
              scopes.remove(transaction);
              contexts.close();
            }
          });
      return contexts;
    } catch (RollbackException | SystemException | IllegalStateException e) {
      throw unusable(e);
    }
  }

  private XAJMSContext enlisted(Transaction transaction, ContextRequest.User user) {
    XAJMSContext context = factories.openXa(user);
    boolean done = false;
    try {
      if (!transaction.enlistResource(context.getXAResource())) {
        throw new JMSRuntimeException("The transaction manager refused to enlist " + user);
      }
      done = true;
      return context;
    } catch (RollbackException | SystemException | IllegalStateException e) {
      throw unusable(e);
    } finally {
      if (!done) {
        context.close();
      }
    }
  }

  private static JMSRuntimeException unusable(Exception e) {
    return e instanceof RollbackException
        ? new TransactionRolledBackRuntimeException(
            "The transaction is to be rolled back: nothing can be done in it any more", null, e)
        : new IllegalStateRuntimeException(
            "The transaction is ending: nothing can be done in it any more", null, e);
  }
}
