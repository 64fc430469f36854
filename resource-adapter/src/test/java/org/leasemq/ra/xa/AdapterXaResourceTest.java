package org.leasemq.ra.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;

class AdapterXaResourceTest {

  private static final Xid XID = new TestXid();

  private final AdapterXaResource first = new AdapterXaResource(new StoreResource("a"));
  private final AdapterXaResource second = new AdapterXaResource(new StoreResource("a"));
  private final AdapterXaResource elsewhere = new AdapterXaResource(new StoreResource("b"));

  @Test
  void resourcesOfOneStoreAreTheSame() throws XAException {
    assertTrue(first.isSameRM(second));
    assertFalse(first.isSameRM(elsewhere));
  }

  @Test
  void aContainersWrapperIsSeenThroughFromEitherSide() throws XAException {
    assertTrue(first.isSameRM(new ContainerWrapper(second)));
    assertTrue(new ContainerWrapper(second).isSameRM(first));
    assertFalse(first.isSameRM(new ContainerWrapper(elsewhere)));
  }

  @Test
  void aStrangerThatAsksBackIsAskedOnce() throws XAException {
    assertFalse(first.isSameRM(new AsksBack()));
  }

  @Test
  void isActiveBetweenStartAndEnd() throws XAException {
    assertFalse(first.isActive());
    first.start(XID, XAResource.TMNOFLAGS);
    assertTrue(first.isActive());
    first.end(XID, XAResource.TMSUSPEND);
    assertFalse(first.isActive());
    first.start(XID, XAResource.TMRESUME);
    assertTrue(first.isActive());
    first.end(XID, XAResource.TMFAIL);
    assertFalse(first.isActive());
  }

  @Test
  void isNotActiveIfTheStartWasRefused() {
    AdapterXaResource refusing = new AdapterXaResource(new StoreResource("refusing"));
    assertThrows(XAException.class, () -> refusing.start(XID, XAResource.TMNOFLAGS));
    assertFalse(refusing.isActive());
  }

  @Test
  void isEndedOnceHoweverOftenItIsToldTo() throws XAException {
    StoreResource provider = new StoreResource("a");
    AdapterXaResource resource = new AdapterXaResource(provider);
    resource.start(XID, XAResource.TMJOIN);
    resource.end(XID, XAResource.TMSUCCESS);
    resource.end(XID, XAResource.TMSUCCESS);
    assertEquals(1, provider.ends);
    resource.start(XID, XAResource.TMJOIN);
    resource.end(XID, XAResource.TMSUSPEND);
    resource.end(XID, XAResource.TMSUCCESS);
    assertEquals(3, provider.ends);
  }

  /** A provider's resource: the same as all of its store. */
  private static class StoreResource implements XAResource {
    private final String store;
    private int ends;

    StoreResource(String store) {
      this.store = store;
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
      return other instanceof StoreResource that && store.equals(that.store);
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
      if (store.equals("refusing")) {
        throw new XAException(XAException.XAER_RMERR);
      }
    }

    @Override
    public void end(Xid xid, int flags) {
      ends++;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) {}

    @Override
    public void forget(Xid xid) {}

    @Override
    public int getTransactionTimeout() {
      return 0;
    }

    @Override
    public int prepare(Xid xid) {
      return XA_OK;
    }

    @Override
    public Xid[] recover(int flag) {
      return new Xid[0];
    }

    @Override
    public void rollback(Xid xid) {}

    @Override
    public boolean setTransactionTimeout(int seconds) {
      return false;
    }
  }

  /** What a server puts around a resource; it unwraps others of its kind. */
  private static final class ContainerWrapper extends StoreResource {
    private final XAResource inner;

    ContainerWrapper(XAResource inner) {
      super("container");
      this.inner = inner;
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
      return inner.isSameRM(other instanceof ContainerWrapper that ? that.inner : other);
    }
  }

  /** Another product's resource with the same idea. */
  private static final class AsksBack extends StoreResource {
    AsksBack() {
      super("stranger");
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
      return other.isSameRM(this);
    }
  }

  private static final class TestXid implements Xid {
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
