package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class LeaseMQResourceAdapterTest {

  private static LeaseMQResourceAdapter adapter(String url) {
    LeaseMQResourceAdapter adapter = new LeaseMQResourceAdapter();
    adapter.setUrl(url);
    return adapter;
  }

  @Test
  void isEqualByConfiguration() {
    assertEquals(adapter("jdbc:h2:mem:a"), adapter("jdbc:h2:mem:a"));
    assertEquals(adapter("jdbc:h2:mem:a").hashCode(), adapter("jdbc:h2:mem:a").hashCode());
    assertNotEquals(adapter("jdbc:h2:mem:a"), adapter("jdbc:h2:mem:b"));

    LeaseMQResourceAdapter closed = adapter("jdbc:h2:mem:a");
    closed.setAutoCreate(false);
    assertNotEquals(adapter("jdbc:h2:mem:a"), closed);
  }

  @Test
  void whatIsNotConfiguredEqualsItsDefault() {
    LeaseMQResourceAdapter explicit = adapter(new LeaseMQResourceAdapter().getUrl());
    explicit.setAutoCreate(true);
    assertEquals(new LeaseMQResourceAdapter(), explicit);
  }

  @Test
  void survivesSerialisation() throws Exception {
    LeaseMQManagedConnectionFactory factory = new LeaseMQManagedConnectionFactory();
    factory.setResourceAdapter(adapter("jdbc:h2:mem:a"));
    factory.setClientId("billing");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(factory);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(factory, in.readObject());
    }
  }

  @Test
  void managedConnectionFactoriesAreEqualByConfigurationToo() throws Exception {
    LeaseMQManagedConnectionFactory one = new LeaseMQManagedConnectionFactory();
    LeaseMQManagedConnectionFactory other = new LeaseMQManagedConnectionFactory();
    assertEquals(one, other);
    one.setResourceAdapter(adapter("jdbc:h2:mem:a"));
    assertNotEquals(one, other);
    other.setResourceAdapter(adapter("jdbc:h2:mem:a"));
    assertEquals(one, other);
    other.setUserName("billing");
    assertNotEquals(one, other);
  }

  @Test
  void refusesWhatNeedsAStartBeforeIt() {
    LeaseMQResourceAdapter adapter = adapter("jdbc:h2:mem:a");
    ResourceException e =
        assertThrows(ResourceException.class, () -> adapter.getXAResources(new ActivationSpec[0]));
    assertEquals("The LeaseMQ adapter is not started", e.getMessage());
    adapter.stop();
  }

  @Test
  void aFactoryWithoutAnAdapterSaysSo() {
    LeaseMQManagedConnectionFactory factory = new LeaseMQManagedConnectionFactory();
    assertThrows(
        jakarta.resource.spi.IllegalStateException.class,
        () -> factory.createManagedConnection(null, null));
  }
}
