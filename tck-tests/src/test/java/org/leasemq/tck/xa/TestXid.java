package org.leasemq.tck.xa;

import java.nio.charset.StandardCharsets;
import javax.transaction.xa.Xid;

/** A branch's id for tests that are their own transaction manager. Immutable. */
record TestXid(String name) implements Xid {

  @Override
  public int getFormatId() {
    return 4711;
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] getBranchQualifier() {
    return new byte[] {1};
  }
}
