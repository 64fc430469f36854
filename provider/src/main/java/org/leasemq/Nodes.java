package org.leasemq;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.JMSException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.engine.NodeConfiguration;
import org.leasemq.jms.Authenticator;
import org.leasemq.jms.NodeHold;
import org.leasemq.jms.Selectors;
import org.leasemq.jms.SharedNode;
import org.leasemq.store.jdbc.JdbcStores;
import org.leasemq.tx.Failures;

/**
 * The running nodes of this class loader by their URLs: equal URLs share one node, which closes
 * when its last user has let go. Thread-safe; only users of the same URL wait for one another.
 */
final class Nodes {

  private static final ConcurrentMap<String, Entry> ENTRIES = new ConcurrentHashMap<>();

  private Nodes() {}

  /**
   * A hold on the node for this URL, which is started if need be.
   *
   * @throws JMSException if the store cannot be opened, or the node runs with another configuration
   */
  static NodeHold hold(String url, NodeConfiguration configuration) throws JMSException {
    String key = JdbcUrls.normalised(url);
    NodeHold hold = null;
    while (hold == null) {
      hold = ENTRIES.computeIfAbsent(key, Entry::new).hold(configuration);
    }
    return hold;
  }

  /** One URL's node, from its start to its end; then another entry takes its place. */
  private static final class Entry {

    private final String url;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private @Nullable SharedNode shared;

    @GuardedBy("lock")
    private int users;

    @GuardedBy("lock")
    private boolean over;

    Entry(String url) {
      this.url = url;
    }

    /** Null if the entry is over. */
    @Nullable NodeHold hold(NodeConfiguration configuration) throws JMSException {
      lock.lock();
      try {
        if (over) {
          return null;
        }
        SharedNode known = shared;
        if (known == null) {
          known = start(configuration);
          shared = known;
        }
        requireSame(known.node().configuration(), configuration);
        return oneMore(known);
      } finally {
        lock.unlock();
      }
    }

    @GuardedBy("lock")
    private SharedNode start(NodeConfiguration configuration) throws JMSException {
      try {
        Authenticator authenticator = authenticator(configuration);
        Node node =
            Node.start(
                configuration, JdbcStores.open(url, configuration.name(), Selectors::compiled));
        return authenticator == null ? new SharedNode(node) : new SharedNode(node, authenticator);
      } catch (RuntimeException e) {
        end();
        throw Failures.of("The opening of " + url, e);
      }
    }

    private static @Nullable Authenticator authenticator(NodeConfiguration configuration) {
      String type = configuration.authenticator();
      if (type == null) {
        return null;
      }
      LeaseMQAuthenticator authenticator = Authenticators.make(type);
      return authenticator::authenticate;
    }

    private void requireSame(NodeConfiguration running, NodeConfiguration wanted)
        throws JMSException {
      if (!running.equals(wanted)) {
        throw new JMSException(
            url
                + " is open in this JVM as "
                + running
                + ", and cannot be opened as "
                + wanted
                + ": give all connection factories of one URL the same nodeName, autoCreate and authenticator");
      }
    }

    @GuardedBy("lock")
    private NodeHold oneMore(SharedNode known) {
      users++;
      return new NodeHold(known, () -> another(known), this::release);
    }

    private NodeHold another(SharedNode known) {
      lock.lock();
      try {
        return oneMore(known);
      } finally {
        lock.unlock();
      }
    }

    private void release() {
      lock.lock();
      try {
        users--;
        if (users == 0 && shared != null) {
          try {
            shared.close();
          } finally {
            end();
          }
        }
      } finally {
        lock.unlock();
      }
    }

    @GuardedBy("lock")
    private void end() {
      over = true;
      ENTRIES.remove(url, this);
    }
  }
}
