package org.leasemq.jms;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the façade's threads: daemons with names. Stateless. */
final class Threads {

  private static final int IDLE_SECONDS = 10;

  private Threads() {}

  static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** One thread, there while there is work, which is done in order. */
  static ThreadPoolExecutor serial(String name) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> daemon(name, work));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
