package org.leasemq.ra;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the adapter uses where nobody has configured anything: a store among the server's own data.
 * Immutable.
 *
 * @param systemProperty gives a system property, or null
 */
record ServerDefaults(UnaryOperator<@Nullable String> systemProperty) {

  /** In this order: WildFly, Payara and GlassFish, Open Liberty. */
  private static final List<String> DATA_DIRECTORIES =
      List.of("jboss.server.data.dir", "com.sun.aas.instanceRoot", "server.output.dir");

  /** Of this JVM. */
  static ServerDefaults ofThisServer() {
    return new ServerDefaults(System::getProperty);
  }

  /** Where the store is. */
  String url() {
    String directory =
        DATA_DIRECTORIES.stream()
            .map(systemProperty)
            .filter(value -> value != null)
            .findFirst()
            .map(data -> data + "/leasemq")
            .orElse("./leasemq-data");
    return "jdbc:h2:file:" + directory + "/store";
  }
}
