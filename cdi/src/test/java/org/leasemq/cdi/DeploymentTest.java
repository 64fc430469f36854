package org.leasemq.cdi;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSSessionMode;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.leasemq.DestinationKind;

/** What cannot work does not start, and the error says why. */
class DeploymentTest {

  @Dependent
  static class TwoParameters {
    @LeaseMQListener(destination = "a")
    void on(String body, String more) {}
  }

  @Dependent
  static class NoParameter {
    @LeaseMQListener(destination = "a")
    void on() {}
  }

  @Dependent
  static class WrongType {
    @LeaseMQListener(destination = "a")
    void on(Thread body) {}
  }

  @Dependent
  static class Primitive {
    @LeaseMQListener(destination = "a")
    void on(int body) {}
  }

  @Dependent
  static class Returning {
    @LeaseMQListener(destination = "a")
    String on(String body) {
      return body;
    }
  }

  @Dependent
  static class Static {
    @LeaseMQListener(destination = "a")
    static void on(String body) {}
  }

  @Dependent
  static class Private {
    @LeaseMQListener(destination = "a")
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // It is what is refused.
    private void on(String body) {}
  }

  @Dependent
  static class Nowhere {
    @LeaseMQListener(destination = "")
    void on(String body) {}
  }

  @Dependent
  static class NoSession {
    @LeaseMQListener(destination = "a", sessions = 0)
    void on(String body) {}
  }

  @Dependent
  static class QueueSubscription {
    @LeaseMQListener(destination = "a", subscription = "s")
    void on(String body) {}
  }

  @Dependent
  static class CrowdOnTopic {
    @LeaseMQListener(destination = "a", kind = DestinationKind.TOPIC, sessions = 2)
    void on(String body) {}
  }

  @Dependent
  static class Mode {
    @LeaseMQListener(destination = "a")
    @JMSSessionMode(JMSContext.AUTO_ACKNOWLEDGE)
    void on(String body) {}
  }

  @Dependent
  static class Transacted {
    @Inject
    @JMSSessionMode(JMSContext.SESSION_TRANSACTED)
    JMSContext context;
  }

  @Dependent
  static class NoMode {
    @Inject
    @JMSSessionMode(77)
    JMSContext context;
  }

  @Dependent
  static class UnknownFactory {
    @LeaseMQListener(destination = "a")
    @JMSConnectionFactory("nowhere")
    void on(String body) {}
  }

  @Dependent
  static class BadSelector {
    @LeaseMQListener(destination = "a", selector = "colour =")
    void on(String body) {}
  }

  @TestFactory
  Stream<DynamicTest> isRefused() {
    return Map.ofEntries(
            Map.entry(TwoParameters.class, "takes one parameter"),
            Map.entry(NoParameter.class, "takes one parameter"),
            Map.entry(WrongType.class, "takes one parameter"),
            Map.entry(Primitive.class, "takes one parameter"),
            Map.entry(Returning.class, "make it void"),
            Map.entry(Static.class, "neither static nor private"),
            Map.entry(Private.class, "neither static nor private"),
            Map.entry(Nowhere.class, "destination is empty"),
            Map.entry(NoSession.class, "sessions is 1 or more, not 0"),
            Map.entry(QueueSubscription.class, "a queue has no subscription"),
            Map.entry(CrowdOnTopic.class, "several sessions share a subscription"),
            Map.entry(Mode.class, "remove @JMSSessionMode"),
            Map.entry(Transacted.class, "SESSION_TRANSACTED is not for injected contexts"),
            Map.entry(NoMode.class, "no session mode 77"),
            Map.entry(UnknownFactory.class, "cannot start: There is neither"),
            Map.entry(BadSelector.class, "cannot start"))
        .entrySet()
        .stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey().getSimpleName(),
                    () -> refused(entry.getKey(), entry.getValue())));
  }

  private static void refused(Class<?> bean, String reason) {
    RuntimeException e =
        assertThrows(
            RuntimeException.class, () -> Containers.start(Containers.freshFactory(), bean));
    assertTrue(hasMessage(e, reason) && hasMessage(e, bean.getSimpleName()), e::toString);
  }

  private static boolean hasMessage(Throwable thrown, String part) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains(part)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void containersThatDiscoverFindTheExtension() {
    assertTrue(
        ServiceLoader.load(Extension.class).stream()
            .anyMatch(found -> found.type() == LeaseMQExtension.class));
  }

  @Test
  void aFailedStartLetsTheNodeGo() throws Exception {
    var factory = Containers.freshFactory();
    assertThrows(RuntimeException.class, () -> Containers.start(factory, BadSelector.class));
    // A node that were still running would refuse this.
    factory.setNodeName("another");
    try (JMSContext context = factory.createContext()) {
      assertNotNull(context.getMetaData());
    }
  }
}
