package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerDefaultsTest {

  @ParameterizedTest
  @ValueSource(strings = {"jboss.server.data.dir", "com.sun.aas.instanceRoot", "server.output.dir"})
  void aServersOwnDataDirectory(String directory) {
    ServerDefaults defaults = new ServerDefaults(Map.of(directory, "/srv/data")::get);
    assertEquals("jdbc:h2:file:/srv/data/leasemq/store", defaults.url());
  }

  @Test
  void elsewhereTheWorkingDirectory() {
    ServerDefaults defaults = new ServerDefaults(Map.<String, String>of()::get);
    assertEquals("jdbc:h2:file:./leasemq-data/store", defaults.url());
  }
}
