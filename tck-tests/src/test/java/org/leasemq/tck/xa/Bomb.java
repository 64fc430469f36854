package org.leasemq.tck.xa;

import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A resource that ends its process, with nothing closed or flushed, in the middle of a two-phase
 * commit. The transaction manager keeps it by its serial form; in the process that recovers it does
 * no harm. Safe for any thread.
 */
enum Bomb implements XAResource {
  AT_PREPARE,
  AT_COMMIT;

  /** Only the process that is to crash sets it. */
  static volatile boolean armed;

  private void explodeIf(Bomb place) {
    if (armed && this == place) {
      Runtime.getRuntime().halt(CrashingProcess.CRASHED);
    }
  }

  @Override
  public int prepare(Xid xid) {
    explodeIf(AT_PREPARE);
    return XA_OK;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) {
    explodeIf(AT_COMMIT);
  }

  @Override
  public void start(Xid xid, int flags) {}

  @Override
  public void end(Xid xid, int flags) {}

  @Override
  public void rollback(Xid xid) {}

  @Override
  public void forget(Xid xid) {}

  @Override
  public Xid[] recover(int flags) {
    return new Xid[0];
  }

  @Override
  public boolean isSameRM(XAResource other) {
    return other == this;
  }

  @Override
  public int getTransactionTimeout() {
    return 0;
  }

  @Override
  public boolean setTransactionTimeout(int seconds) {
    return false;
  }
}
