package org.leasemq.jms;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.Xid;

/** An id of an XA branch, a new one each time. */
record XaTestXid(int number) implements Xid {

  private static final AtomicInteger COUNT = new AtomicInteger();

  XaTestXid() {
    this(COUNT.incrementAndGet());
  }

  @Override
  public int getFormatId() {
    return 4711;
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return ("global-" + number).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] getBranchQualifier() {
    return new byte[] {1, 2, (byte) number};
  }
}
