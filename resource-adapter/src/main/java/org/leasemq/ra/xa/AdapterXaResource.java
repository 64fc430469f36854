package org.leasemq.ra.xa;

import java.util.Arrays;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The provider's XA resource as the container sees it: knows whether a branch is active on it, and
 * recognises a resource of the same store also behind a container's wrapper. That lets a bean's
 * receive and send share one branch, which commits in one phase.
 *
 * <p>Threads: as the transaction manager calls it; {@link #isActive} from any thread.
 */
public final class AdapterXaResource implements XAResource {

  private final XAResource provider;
  private final boolean mayAskBack;
  private volatile boolean active;
  private volatile @Nullable Xid ended;

  /** Stands before this resource of the provider's. */
  public AdapterXaResource(XAResource provider) {
    this(provider, true);
  }

  private AdapterXaResource(XAResource provider, boolean mayAskBack) {
    this.provider = provider;
    this.mayAskBack = mayAskBack;
  }

  /** Whether work done now belongs to a branch: one was started or resumed, and not ended. */
  public boolean isActive() {
    return active;
  }

  /** True for every resource of the same store, whoever wraps it. */
  @Override
  public boolean isSameRM(XAResource other) throws XAException {
    if (other instanceof AdapterXaResource that) {
      return provider.isSameRM(that.provider);
    }
    // A container's wrapper knows how to unwrap itself, so it is asked. It asks back at most once.
    return mayAskBack && other.isSameRM(new AdapterXaResource(provider, false));
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    provider.start(xid, flags);
    ended = null;
    active = true;
  }

  /**
   * The second end in a row of one branch is none: a transaction manager that lets a resource join
   * a branch of another (Narayana, after the pool has delisted it) ends it again with the branch.
   */
  @Override
  public void end(Xid xid, int flags) throws XAException {
    if (isSame(ended, xid)) {
      return;
    }
    active = false;
    provider.end(xid, flags);
    ended = flags == TMSUSPEND ? null : xid;
  }

  private static boolean isSame(@Nullable Xid one, Xid other) {
    return one != null
        && one.getFormatId() == other.getFormatId()
        && Arrays.equals(one.getGlobalTransactionId(), other.getGlobalTransactionId())
        && Arrays.equals(one.getBranchQualifier(), other.getBranchQualifier());
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    return provider.prepare(xid);
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    provider.commit(xid, onePhase);
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    provider.rollback(xid);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    provider.forget(xid);
  }

  @Override
  public Xid[] recover(int flag) throws XAException {
    return provider.recover(flag);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return provider.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return provider.setTransactionTimeout(seconds);
  }
}
