package org.leasemq.tx;

import javax.transaction.xa.Xid;
import org.leasemq.queue.BranchId;

/** A recovered branch's id as transaction managers want it. Immutable. */
record PreparedXid(BranchId branch) implements Xid {

  @Override
  public int getFormatId() {
    return branch.formatId();
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return branch.globalTransactionBytes();
  }

  @Override
  public byte[] getBranchQualifier() {
    return branch.qualifierBytes();
  }
}
