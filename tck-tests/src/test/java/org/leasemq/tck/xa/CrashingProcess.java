package org.leasemq.tck.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.XAJMSContext;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.LeaseMQQueue;

/** A process that receives, inserts and forwards in one transaction and dies in its commit. */
final class CrashingProcess {

  static final int CRASHED = 86;
  static final LeaseMQQueue IN = new LeaseMQQueue("in.fifo");
  static final LeaseMQQueue OUT = new LeaseMQQueue("out");

  private CrashingProcess() {}

  static LeaseMQConnectionFactory messages(Path directory) {
    LeaseMQConnectionFactory factory =
        new LeaseMQConnectionFactory("jdbc:h2:file:" + directory.resolve("messages"));
    factory.setNodeName("crashing");
    return factory;
  }

  static Rows rows(Path directory) throws Exception {
    return new Rows("jdbc:h2:file:" + directory.resolve("rows") + ";WRITE_DELAY=0");
  }

  /** Runs one until it has crashed, with the transaction log of this process. */
  static void run(CrashPoint point, Path directory) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingProcess.class.getName(),
                point.name(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("crash.log").toFile())
            .start();
    try {
      int exit = process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
      assertEquals(CRASHED, exit, () -> output(directory));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String output(Path directory) {
    try {
      return Files.readString(directory.resolve("crash.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Arguments: the crash point, and the directory of the messages and the rows. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    Rows rows = rows(directory);
    XAJMSContext context = messages(directory).createXAContext();
    TransactionManager transactions = Narayana.transactions();
    transactions.begin();
    List<XAResource> resources =
        CrashPoint.valueOf(arguments[0]).resources(context.getXAResource(), rows.resource());
    for (XAResource resource : resources) {
      transactions.getTransaction().enlistResource(resource);
    }
    String order = context.createConsumer(IN).receiveBody(String.class, XaFixture.SOON);
    rows.insert(order);
    context.createProducer().send(OUT, order);
    Bomb.armed = true;
    transactions.commit();
    throw new IllegalStateException("The process has outlived its crash");
  }
}
