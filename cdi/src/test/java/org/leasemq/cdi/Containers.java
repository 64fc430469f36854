package org.leasemq.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.jms.ConnectionFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.leasemq.LeaseMQConnectionFactory;

/** Containers with connection factories as beans. */
final class Containers {

  private Containers() {}

  /** A factory for a store of its own. */
  static LeaseMQConnectionFactory freshFactory() {
    return new LeaseMQConnectionFactory("jdbc:h2:mem:cdi-" + UUID.randomUUID());
  }

  /** Starts a container with this default factory and these beans. */
  static SeContainer start(ConnectionFactory factory, Class<?>... beans) {
    return start(new Factories().with("", factory), beans);
  }

  static SeContainer start(Factories factories, Class<?>... beans) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(factories, new LeaseMQExtension())
        .addBeanClasses(beans)
        .initialize();
  }

  /** Makes beans of factories; the empty name is the default one's. */
  static final class Factories implements Extension {

    private final Map<String, ConnectionFactory> factories = new LinkedHashMap<>();

    Factories with(String name, ConnectionFactory factory) {
      factories.put(name, factory);
      return this;
    }

    void add(@Observes AfterBeanDiscovery event) {
      factories.forEach(
          (name, factory) -> {
            var bean =
                event
                    .<ConnectionFactory>addBean()
                    .addType(ConnectionFactory.class)
                    .scope(ApplicationScoped.class)
                    .createWith(creation -> factory);
            if (!name.isEmpty()) {
              bean.addQualifier(NamedLiteral.of(name));
            }
          });
    }
  }
}
