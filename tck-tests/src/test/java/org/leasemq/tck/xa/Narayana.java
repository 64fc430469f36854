package org.leasemq.tck.xa;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.transaction.xa.XAResource;

/**
 * The transaction manager of this JVM, with its log under the build directory. A process that is
 * started later with the same directory is the same transaction manager after a crash. Safe for any
 * thread.
 */
final class Narayana {

  /** System property: where the log is. */
  static final String LOG = "leasemq.test.transactionLog";

  private static final String NODE = "1";

  /** The tests refuse on purpose; that is no news for the log. Kept, or its level is forgotten. */
  private static final Logger QUIET = Logger.getLogger("com.arjuna");

  static {
    QUIET.setLevel(Level.SEVERE);
    try {
      configure(Path.of(System.getProperty(LOG, "target/narayana")).toAbsolutePath().toString());
    } catch (CoreEnvironmentBeanException e) {
      throw new IllegalStateException(e);
    }
  }

  private Narayana() {}

  private static void configure(String log) throws CoreEnvironmentBeanException {
    BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class).setObjectStoreDir(log);
    for (String store : List.of("communicationStore", "stateStore")) {
      BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
          .setObjectStoreDir(log);
    }
    CoreEnvironmentBean core = arjPropertyManager.getCoreEnvironmentBean();
    core.setNodeIdentifier(NODE);
    JTAEnvironmentBean jta = jtaPropertyManager.getJTAEnvironmentBean();
    jta.setXaRecoveryNodes(List.of(NODE));
    jta.setXaResourceOrphanFilterClassNames(
        List.of(
            JTATransactionLogXAResourceOrphanFilter.class.getName(),
            JTANodeNameXAResourceOrphanFilter.class.getName()));
    // The crashed process is known to be gone, so its branches are orphans at once.
    jta.setOrphanSafetyInterval(0);
    // In seconds; 0 would be for ever.
    recoveryPropertyManager.getRecoveryEnvironmentBean().setRecoveryBackoffPeriod(1);
  }

  static TransactionManager transactions() {
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  /** Runs recovery once over these resources. */
  static void recover(XAResource... resources) {
    RecoveryManager manager = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
    XARecoveryModule module =
        Objects.requireNonNull(XARecoveryModule.getRegisteredXARecoveryModule());
    XAResourceRecoveryHelper helper = new Resources(List.of(resources));
    module.addXAResourceRecoveryHelper(helper);
    try {
      manager.scan();
    } finally {
      module.removeXAResourceRecoveryHelper(helper);
    }
  }

  private record Resources(List<XAResource> resources) implements XAResourceRecoveryHelper {
    @Override
    public boolean initialise(String properties) {
      return true;
    }

    @Override
    public XAResource[] getXAResources() {
      return resources.toArray(XAResource[]::new);
    }
  }
}
