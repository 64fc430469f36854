package org.leasemq.cuts;

import java.nio.charset.StandardCharsets;
import javax.transaction.xa.Xid;

/** A transaction manager's branch id. Immutable. */
record Branch(String name) implements Xid {

  private static final int FORMAT = 7;

  static Branch of(Xid xid) {
    return new Branch(new String(xid.getGlobalTransactionId(), StandardCharsets.UTF_8));
  }

  @Override
  public int getFormatId() {
    return FORMAT;
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] getBranchQualifier() {
    return new byte[] {1};
  }

  @Override
  public String toString() {
    return name;
  }
}
