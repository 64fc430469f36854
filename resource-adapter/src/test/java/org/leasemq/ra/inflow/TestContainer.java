package org.leasemq.ra.inflow;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** As much of a container as message inflow needs: threads, and endpoints with transactions. */
final class TestContainer implements WorkManager, MessageEndpointFactory, AutoCloseable {

  /** What the bean does with a message. */
  interface Bean {
    void onMessage(int number) throws Exception;
  }

  final AtomicInteger startedWorks = new AtomicInteger();
  final AtomicInteger rejectedWorks = new AtomicInteger();
  final AtomicInteger liveEndpoints = new AtomicInteger();
  final AtomicInteger madeEndpoints = new AtomicInteger();
  final AtomicInteger unavailable = new AtomicInteger();
  volatile int mostWorks = Integer.MAX_VALUE;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final boolean transacted;
  private final Bean bean;

  TestContainer(boolean transacted, Bean bean) {
    this.transacted = transacted;
    this.bean = bean;
  }

  @Override
  public long startWork(Work work, long timeout, ExecutionContext context, WorkListener listener)
      throws WorkRejectedException {
    scheduleWork(work, timeout, context, listener);
    return 0;
  }

  @Override
  public void scheduleWork(
      Work work, long timeout, ExecutionContext context, @Nullable WorkListener listener)
      throws WorkRejectedException {
    if (startedWorks.get() >= mostWorks) {
      rejectedWorks.incrementAndGet();
      WorkRejectedException rejection = new WorkRejectedException("No thread");
      if (listener != null) {
        listener.workRejected(new WorkEvent(this, WorkEvent.WORK_REJECTED, work, rejection));
      }
      throw rejection;
    }
    startedWorks.incrementAndGet();
    threads.execute(work);
  }

  @Override
  public void doWork(Work work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void doWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long startWork(Work work) throws WorkRejectedException {
    return startWork(work, INDEFINITE, null, null);
  }

  @Override
  public void scheduleWork(Work work) throws WorkRejectedException {
    scheduleWork(work, INDEFINITE, null, null);
  }

  @Override
  public MessageEndpoint createEndpoint(@Nullable XAResource resource) throws UnavailableException {
    if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new UnavailableException("The application is not ready");
    }
    liveEndpoints.incrementAndGet();
    madeEndpoints.incrementAndGet();
    return new Endpoint(resource);
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource, long timeout)
      throws UnavailableException {
    return createEndpoint(resource);
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return transacted;
  }

  @Override
  public String getActivationName() {
    return "test";
  }

  @Override
  public Class<?> getEndpointClass() {
    return MessageListener.class;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** What a server generates for a bean. */
  private final class Endpoint implements MessageEndpoint, MessageListener {

    private final @Nullable XAResource resource;
    private boolean rollbackOnly;

    Endpoint(@Nullable XAResource resource) {
      this.resource = resource;
    }

    @Override
    public void beforeDelivery(Method method) throws ResourceException {
      rollbackOnly = false;
      if (resource != null) {
        try {
          resource.start(new Branch(), XAResource.TMNOFLAGS);
        } catch (XAException e) {
          throw new ResourceException(e);
        }
      }
    }

    @Override
    public void onMessage(Message message) {
      try {
        bean.onMessage(message.getIntProperty("number"));
      } catch (RuntimeException e) {
        rollbackOnly = true;
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void afterDelivery() throws ResourceException {
      if (resource != null) {
        try {
          resource.end(new Branch(), rollbackOnly ? XAResource.TMFAIL : XAResource.TMSUCCESS);
          if (rollbackOnly) {
            resource.rollback(new Branch());
          } else {
            resource.commit(new Branch(), true);
          }
        } catch (XAException e) {
          throw new ResourceException(e);
        }
      }
    }

    @Override
    public void release() {
      liveEndpoints.decrementAndGet();
    }
  }

  private static final class Branch implements Xid {
    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {1};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {1};
    }
  }
}
