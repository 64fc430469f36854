package org.leasemq.tck.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.leasemq.tck.server.app.Gateway;
import org.leasemq.tck.server.app.LoadBean;
import org.leasemq.tck.server.app.LoadServlet;

/** Whatever is taken away under load, nothing is lost, nothing comes twice, and order holds. */
@ArquillianTest
class RedeployIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  @ArquillianResource private Deployer deployer;
  @ArquillianResource private ContainerController servers;

  @Deployment(name = "adapter", managed = false, testable = false)
  static Archive<?> adapter() {
    return Archives.adapter();
  }

  @Deployment(name = "load", managed = false, testable = false)
  static Archive<?> load() {
    return loadApplication();
  }

  /** The same adapter, which finds the store in use. */
  @Deployment(name = "second adapter", managed = false, testable = false)
  static Archive<?> secondAdapter() {
    return Archives.adapter("second.rar")
        .addAsManifestResource("apps/second-ironjacamar.xml", "ironjacamar.xml");
  }

  @Deployment(name = "restarted adapter", managed = false, testable = false)
  @TargetsContainer("restarted")
  static Archive<?> restartedAdapter() {
    return Archives.adapter();
  }

  @Deployment(name = "restarted load", managed = false, testable = false)
  @TargetsContainer("restarted")
  static Archive<?> restartedLoad() {
    return loadApplication();
  }

  private static Archive<?> loadApplication() {
    return Archives.application("load.war", LoadServlet.class, LoadBean.class, Gateway.class);
  }

  @Test
  void theApplicationAndTheAdapterAreDeployedAgain() throws Exception {
    deployer.deploy("adapter");
    deployer.deploy("load");
    try (Feed feed = new Feed("deployed", ServerPlaces.httpPort("main")).start()) {
      awaitProgress(feed);
      deployer.undeploy("load");
      deployer.deploy("load");
      awaitProgress(feed);
      deployer.undeploy("load");
      deployer.undeploy("adapter");
      deployer.deploy("adapter");
      deployer.deploy("load");
      awaitProgress(feed);
      Exception refused = assertThrows(Exception.class, () -> deployer.deploy("second adapter"));
      assertTrue(causes(refused).contains("The store is in use by"), () -> causes(refused));
      assertAllIsBooked(feed);
    } finally {
      deployer.undeploy("load");
      deployer.undeploy("adapter");
    }
  }

  @Test
  void theServerIsStoppedAndStartedAgain() throws Exception {
    servers.start("restarted");
    try (Feed feed = new Feed("restarted", ServerPlaces.httpPort("restarted"))) {
      deployer.deploy("restarted adapter");
      deployer.deploy("restarted load");
      feed.start();
      awaitProgress(feed);
      servers.stop("restarted");
      servers.start("restarted");
      awaitProgress(feed);
      assertAllIsBooked(feed);
    } finally {
      servers.stop("restarted");
    }
  }

  /** Until the beans have booked more than now. */
  private static void awaitProgress(Feed feed) {
    int before = await().atMost(SOON).ignoreExceptions().until(feed::progress, count -> count >= 0);
    await().atMost(SOON).until(feed::progress, count -> count > before + 50);
  }

  private static void assertAllIsBooked(Feed feed) throws Exception {
    var sent = feed.stop();
    await()
        .atMost(SOON)
        .until(feed::progress, count -> count >= sent.stream().mapToInt(List::size).sum());
    assertEquals(sent, feed.booked());
  }

  private static String causes(Throwable failure) {
    StringBuilder texts = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      texts.append(cause).append('\n');
    }
    return texts.toString();
  }
}
