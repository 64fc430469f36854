package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The deployment descriptors say what the beans are. */
class RaXmlTest {

  private static Document ra;
  private static Document ironJacamar;

  @BeforeAll
  static void parse() throws Exception {
    ra = parse("ra.xml");
    ironJacamar = parse("ironjacamar.xml");
  }

  private static Document parse(String name) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(Path.of("src/main/rar/META-INF", name).toFile());
  }

  @ParameterizedTest
  @CsvSource({
    "resourceadapter-class, resourceAdapter",
    "managedconnectionfactory-class, logWriter resourceAdapter",
    "activationspec-class, resourceAdapter",
    "adminobject-class, queueName topicName"
  })
  void everyPropertyOfABeanStandsThereWithItsType(String classTag, String notConfigured)
      throws Exception {
    NodeList classes = ra.getElementsByTagNameNS("*", classTag);
    assertTrue(classes.getLength() > 0);
    for (int i = 0; i < classes.getLength(); i++) {
      Class<?> bean = Class.forName(classes.item(i).getTextContent());
      assertTrue(Serializable.class.isAssignableFrom(bean), bean::getName);
      assertNotNull(bean.getConstructor());
      assertEquals(
          properties(bean, Set.of(notConfigured.split(" "))),
          configured((Element) classes.item(i).getParentNode()),
          bean::getName);
    }
  }

  /** The writable ones, of the types that the specification allows. */
  private static Map<String, String> properties(Class<?> bean, Set<String> without)
      throws Exception {
    return Arrays.stream(Introspector.getBeanInfo(bean).getPropertyDescriptors())
        .filter(property -> property.getWriteMethod() != null)
        .filter(property -> !without.contains(property.getName()))
        .collect(
            Collectors.toMap(
                PropertyDescriptor::getName,
                property -> property.getPropertyType().getName(),
                (one, other) -> one,
                TreeMap::new));
  }

  private static Map<String, String> configured(Element parent) {
    return children(parent, "config-property").stream()
        .collect(
            Collectors.toMap(
                property -> text(property, "config-property-name"),
                property -> text(property, "config-property-type"),
                (one, other) -> {
                  throw new IllegalStateException("Twice: " + one);
                },
                TreeMap::new));
  }

  private static List<Element> children(Element parent, String tag) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && tag.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String tag) {
    return children(parent, tag).get(0).getTextContent();
  }

  @ParameterizedTest
  @CsvSource({
    "connectionfactory-impl-class, connectionfactory-interface",
    "connection-impl-class, connection-interface",
    "adminobject-class, adminobject-interface"
  })
  void theClassesImplementTheInterfaces(String implementation, String contract) throws Exception {
    NodeList classes = ra.getElementsByTagNameNS("*", implementation);
    for (int i = 0; i < classes.getLength(); i++) {
      Element parent = (Element) classes.item(i).getParentNode();
      Class<?> face = Class.forName(text(parent, contract));
      Class<?> body = Class.forName(text(parent, implementation));
      assertTrue(face.isAssignableFrom(body), body + " is no " + face);
    }
  }

  /**
   * The order that connector_2_1.xsd wants of children, written down by hand from the schema: it is
   * in no artifact that a build could take it from.
   */
  @ParameterizedTest
  @CsvSource({
    "connector, description display-name vendor-name eis-type resourceadapter-version"
        + " resourceadapter",
    "resourceadapter, resourceadapter-class config-property outbound-resourceadapter"
        + " inbound-resourceadapter adminobject",
    "outbound-resourceadapter, connection-definition transaction-support authentication-mechanism"
        + " reauthentication-support",
    "connection-definition, managedconnectionfactory-class config-property"
        + " connectionfactory-interface connectionfactory-impl-class connection-interface"
        + " connection-impl-class",
    "authentication-mechanism, authentication-mechanism-type credential-interface",
    "messagelistener, messagelistener-type activationspec",
    "activationspec, activationspec-class required-config-property config-property",
    "adminobject, adminobject-interface adminobject-class config-property",
    "config-property, description config-property-name config-property-type config-property-value"
        + " config-property-ignore config-property-confidential"
  })
  void theElementsStandInTheOrderOfTheSchema(String parent, String order) {
    List<String> known = List.of(order.split(" "));
    NodeList parents = ra.getElementsByTagNameNS("*", parent);
    assertTrue(parents.getLength() > 0);
    for (int i = 0; i < parents.getLength(); i++) {
      List<Integer> places = new ArrayList<>();
      for (Node node = parents.item(i).getFirstChild();
          node != null;
          node = node.getNextSibling()) {
        if (node instanceof Element element) {
          places.add(known.indexOf(element.getLocalName()));
        }
      }
      assertEquals(places.stream().sorted().toList(), places, parent);
      assertTrue(!places.contains(-1), () -> "an unknown element in " + parent);
    }
  }

  @Test
  void passwordsAreConfidential() {
    NodeList names = ra.getElementsByTagNameNS("*", "config-property-name");
    Set<String> confidential = new TreeSet<>();
    for (int i = 0; i < names.getLength(); i++) {
      if (names.item(i).getTextContent().equals("password")) {
        Element property = (Element) names.item(i).getParentNode();
        confidential.add(text(property, "config-property-confidential"));
      }
    }
    assertEquals(Set.of("true"), confidential);
  }

  @Test
  void wildFlyBindsTheConnectionFactoryForXaWithRecovery() throws Exception {
    Element definition =
        (Element) ironJacamar.getElementsByTagNameNS("*", "connection-definition").item(0);
    assertEquals("java:/LeaseMQConnectionFactory", definition.getAttribute("jndi-name"));
    assertEquals(
        LeaseMQManagedConnectionFactory.class,
        Class.forName(definition.getAttribute("class-name")));
    assertEquals(1, children(definition, "xa-pool").size());
    assertEquals(0, ironJacamar.getElementsByTagNameNS("*", "is-same-rm-override").getLength());
    Element credential =
        (Element) ironJacamar.getElementsByTagNameNS("*", "recover-credential").item(0);
    assertTrue(!text(credential, "user-name").isEmpty() && !text(credential, "password").isEmpty());
  }
}
