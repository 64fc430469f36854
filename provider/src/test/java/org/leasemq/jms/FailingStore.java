package org.leasemq.jms;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.leasemq.store.Operation;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.QueueStore;
import org.leasemq.store.StoreException;
import org.leasemq.store.Unit;

/** A real store that fails when it is told to: before anything is done, or after all was done. */
final class FailingStore {

  private record Failure(Class<? extends Operation> at, boolean afterwards) {}

  private final QueueStore store;
  private final AtomicReference<Failure> next = new AtomicReference<>();

  FailingStore(QueueStore store) {
    this.store = store;
  }

  /** The next group with such an operation fails, and nothing of it is done. */
  void failBefore(Class<? extends Operation> operation) {
    next.set(new Failure(operation, false));
  }

  /** The next group with such an operation is done, but nobody can tell. */
  void failAfter(Class<? extends Operation> operation) {
    next.set(new Failure(operation, true));
  }

  QueueStore asStore() {
    return (QueueStore)
        Proxy.newProxyInstance(
            QueueStore.class.getClassLoader(), new Class<?>[] {QueueStore.class}, this::invoke);
  }

  private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("reopen")) {
      throw new StoreException("It cannot be opened now", null);
    }
    Failure failure = method.getName().equals("commit") ? match((List<?>) arguments[0]) : null;
    if (failure != null && !failure.afterwards()) {
      throw new StoreException("The disk is full", null);
    }
    Object result;
    try {
      result = method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (failure != null) {
      throw new OutcomeUnknownException("The disk went away", null);
    }
    return result;
  }

  private Failure match(List<?> units) {
    Failure failure = next.get();
    if (failure == null) {
      return null;
    }
    boolean matches =
        units.stream()
            .flatMap(unit -> ((Unit) unit).operations().stream())
            .anyMatch(operation -> failure.at().isInstance(operation));
    return matches && next.compareAndSet(failure, null) ? failure : null;
  }
}
