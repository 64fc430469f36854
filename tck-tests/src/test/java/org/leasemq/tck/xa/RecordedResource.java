package org.leasemq.tck.xa;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Hands all calls on to a resource and writes down their names. Safe for any thread. */
final class RecordedResource implements XAResource {

  private final XAResource actual;
  private final List<String> calls;

  RecordedResource(XAResource actual) {
    this(actual, new CopyOnWriteArrayList<>());
  }

  /** With a list that several resources share. */
  RecordedResource(XAResource actual, List<String> calls) {
    this.actual = actual;
    this.calls = calls;
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    calls.add(
        switch (flags) {
          case TMJOIN -> "join";
          case TMRESUME -> "resume";
          default -> "start";
        });
    actual.start(xid, flags);
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    calls.add(flags == TMSUSPEND ? "suspend" : "end");
    actual.end(xid, flags);
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    int vote = actual.prepare(xid);
    calls.add(vote == XA_RDONLY ? "prepare: read-only" : "prepare");
    return vote;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    calls.add(onePhase ? "commit in one phase" : "commit");
    actual.commit(xid, onePhase);
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    calls.add("rollback");
    actual.rollback(xid);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    calls.add("forget");
    actual.forget(xid);
  }

  @Override
  public Xid[] recover(int flags) throws XAException {
    return actual.recover(flags);
  }

  @Override
  public boolean isSameRM(XAResource other) throws XAException {
    return actual.isSameRM(other instanceof RecordedResource that ? that.actual : other);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return actual.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return actual.setTransactionTimeout(seconds);
  }
}
