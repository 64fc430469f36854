package org.leasemq.cuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.LeaseMQQueue;

/** An embedded store has one owner; a second opener hears who it is, and does no harm. */
class StoreInUseTest {

  private static final int TRIES = 20;
  private static final int SENDS = 300;

  @TempDir Path directory;

  private String url() {
    return "jdbc:h2:file:" + directory.resolve("orders");
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void anotherDeploymentInThisJvmIsRefusedUnderLoad() throws Exception {
    URL[] deployment = {
      place(LeaseMQConnectionFactory.class), place(Driver.class), place(Connection.class)
    };
    try (URLClassLoader other =
            new URLClassLoader(deployment, ClassLoader.getPlatformClassLoader());
        JMSContext context = new LeaseMQConnectionFactory(url()).createContext()) {
      LeaseMQQueue queue = new LeaseMQQueue("q");
      Class<?> type = other.loadClass(LeaseMQConnectionFactory.class.getName());
      Object factory = type.getConstructor(String.class).newInstance(url());
      for (int i = 0; i < SENDS; i++) {
        context.createProducer().send(queue, "m" + i);
        if (i % (SENDS / TRIES) == 0) {
          InvocationTargetException refusal =
              assertThrows(
                  InvocationTargetException.class,
                  () -> type.getMethod("createConnection").invoke(factory));
          assertNamesOwner(refusal.getCause(), ProcessHandle.current().pid());
        }
      }
      JMSConsumer consumer = context.createConsumer(queue);
      for (int i = 0; i < SENDS; i++) {
        assertEquals("m" + i, consumer.receiveBody(String.class, 10_000));
      }
    }
    try (JMSContext context = new LeaseMQConnectionFactory(url()).createContext()) {
      assertNotNull(context.createQueue("q"));
    }
  }

  private static void assertNamesOwner(Throwable refusal, long pid) {
    assertEquals(JMSException.class.getName(), refusal.getClass().getName());
    String text = refusal.getMessage();
    assertTrue(text.contains("in use by process " + pid), text);
    assertTrue(text.contains("node leasemq"), text);
  }

  /** The owner is killed in the end: what it was told is there, whoever has knocked meanwhile. */
  @Test
  void anotherProcessIsRefusedUnderLoad() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                SendingOwner.class.getName(),
                url())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Set<String> told = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
      assertNotNull(lines.readLine(), "the owner did not start");
      for (int i = 0; i < TRIES; i++) {
        JMSException refusal =
            assertThrows(
                JMSException.class, () -> new LeaseMQConnectionFactory(url()).createConnection());
        assertNamesOwner(refusal, owner.pid());
        told.add(lines.readLine());
      }
      owner.toHandle().destroyForcibly(); // which, other than destroying it, leaves the pipe
      lines.lines().forEach(told::add);
    } finally {
      owner.destroyForcibly();
    }
    assertTrue(owner.waitFor(10, TimeUnit.SECONDS));
    assertTrue(told.size() >= TRIES);
    assertEquals(Set.of(), missing(told));
  }

  private Set<String> missing(Set<String> told) throws JMSException {
    Set<String> missing = new HashSet<>(told);
    missing.remove(null);
    try (JMSContext context = new LeaseMQConnectionFactory(url()).createContext()) {
      JMSConsumer consumer = context.createConsumer(new LeaseMQQueue("q"));
      for (Message m = consumer.receiveNoWait(); m != null; m = consumer.receiveNoWait()) {
        assertInstanceOf(jakarta.jms.TextMessage.class, m);
        missing.remove(m.getBody(String.class));
      }
    }
    return missing;
  }

  /** Sends until it is killed, and says after each send which message it was. */
  static final class SendingOwner {

    private SendingOwner() {}

    /** Starts with the store's URL. */
    public static void main(String[] arguments) {
      JMSContext context = new LeaseMQConnectionFactory(arguments[0]).createContext();
      LeaseMQQueue queue = new LeaseMQQueue("q");
      for (int i = 0; ; i++) {
        context.createProducer().send(queue, "m" + i);
        System.out.println("m" + i);
      }
    }
  }
}
