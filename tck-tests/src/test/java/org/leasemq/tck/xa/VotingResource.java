package org.leasemq.tck.xa;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A second resource whose vote the test decides. Safe for any thread. */
final class VotingResource implements XAResource {

  private final boolean approves;

  private VotingResource(boolean approves) {
    this.approves = approves;
  }

  static VotingResource approving() {
    return new VotingResource(true);
  }

  static VotingResource refusing() {
    return new VotingResource(false);
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    if (!approves) {
      throw new XAException(XAException.XA_RBINTEGRITY);
    }
    return XA_OK;
  }

  @Override
  public void start(Xid xid, int flags) {}

  @Override
  public void end(Xid xid, int flags) {}

  @Override
  public void commit(Xid xid, boolean onePhase) {}

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
