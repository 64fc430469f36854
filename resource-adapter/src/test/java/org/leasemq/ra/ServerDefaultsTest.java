package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerDefaultsTest {

  @ParameterizedTest
  @CsvSource({
    "jboss.server.data.dir, jboss.node.name",
    "com.sun.aas.instanceRoot, com.sun.aas.instanceName",
    "server.output.dir, wlp.server.name"
  })
  void aServersOwnDataDirectoryAndName(String directory, String name) {
    ServerDefaults defaults =
        new ServerDefaults(Map.of(directory, "/srv/data", name, "node7")::get);
    assertEquals("jdbc:h2:file:/srv/data/leasemq/store", defaults.url());
    assertEquals("node7", defaults.nodeName());
  }

  @Test
  void elsewhereTheWorkingDirectory() {
    ServerDefaults defaults = new ServerDefaults(Map.<String, String>of()::get);
    assertEquals("jdbc:h2:file:./leasemq-data/store", defaults.url());
    assertEquals("leasemq", defaults.nodeName());
  }
}
