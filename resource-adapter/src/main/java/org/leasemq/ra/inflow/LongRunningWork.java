package org.leasemq.ra.inflow;

import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import java.io.Serial;
import java.util.List;

/**
 * Tells the container that a worker runs for long, so that it takes a thread meant for that
 * (Connectors 2.1, 11.6). For the container's threads.
 */
final class LongRunningWork implements Work, WorkContextProvider {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Work work;

  LongRunningWork(Work work) {
    this.work = work;
  }

  @Override
  public List<WorkContext> getWorkContexts() {
    HintsContext hints = new HintsContext();
    hints.setName("LeaseMQ endpoint worker");
    hints.setHint(HintsContext.LONGRUNNING_HINT, true);
    return List.of(hints);
  }

  @Override
  public void run() {
    work.run();
  }

  @Override
  public void release() {
    work.release();
  }
}
