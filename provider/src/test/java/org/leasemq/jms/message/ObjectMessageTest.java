package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectStreamConstants;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.11, the Javadoc of ObjectMessage, and which classes it may hold. */
class ObjectMessageTest {

  private record Order(String customer, int amount) implements Serializable {}

  private enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "grass";
      }
    }
  }

  /** An interface for proxies. */
  interface Greeter {
    String greet();
  }

  private record Greeting(String text) implements InvocationHandler, Serializable {
    @Override
    public Object invoke(Object proxy, Method method, Object[] args) {
      return text;
    }
  }

  /** Fails while it is read. */
  private static final class Failing implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      throw new IllegalStateException("cannot be read");
    }
  }

  private static final String HERE = ObjectMessageTest.class.getName();

  private static Serializable receive(Serializable object, String... patterns) throws JMSException {
    return received(object, patterns).getObject();
  }

  private static LeaseMQObjectMessage received(Serializable object, String... patterns)
      throws JMSException {
    EncodedContent content = MessageCodec.encode(new LeaseMQObjectMessage(object));
    return (LeaseMQObjectMessage)
        MessageCodec.decode(
            content.headers(),
            content.body(),
            new ReceiveContext(new ObjectMessagePolicy(List.of(patterns)), d -> {}));
  }

  @SuppressWarnings("JavaUtilDate") // a class that applications do send
  static List<Object> jdkValues() {
    List<Object> values =
        new ArrayList<>(
            List.of(
                "text",
                1,
                2L,
                3.5d,
                'c',
                true,
                new BigDecimal("1.5"),
                Instant.EPOCH,
                ZonedDateTime.parse("2024-01-02T03:04:05+01:00[Europe/Berlin]"),
                DayOfWeek.MONDAY,
                UUID.randomUUID(),
                new Date(7),
                new java.sql.Timestamp(7),
                URI.create("urn:x"),
                Locale.GERMANY,
                TimeZone.getTimeZone("Europe/Berlin"),
                new GregorianCalendar(2024, 1, 2),
                BitSet.valueOf(new long[] {5}),
                List.of(1, "two"),
                Set.of(3),
                Map.of("k", List.of(1)),
                Arrays.asList(1, 2),
                new Properties(),
                new TreeMap<>(Map.of("a", 1)),
                new LinkedHashMap<>(Map.of("a", 1)),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                new CopyOnWriteArrayList<>(List.of(1)),
                Collections.unmodifiableMap(new HashMap<>(Map.of("a", 1))),
                Collections.synchronizedList(new ArrayList<>(List.of(1))),
                Collections.singleton(1),
                Collections.emptyList(),
                Map.entry("k", "v"),
                EnumSet.of(DayOfWeek.MONDAY),
                new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1))));
    TreeMap<String, Integer> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.put("A", 1);
    values.add(ignoringCase);
    Map<Integer, Integer> large = new HashMap<>(100_000, 0.3f);
    for (int i = 0; i < 50_000; i++) {
      large.put(i, i);
    }
    values.add(large);
    values.remove(Map.entry("k", "v"));
    return values;
  }

  @ParameterizedTest
  @MethodSource("jdkValues")
  void valuesOfTheJdkAreAlwaysAllowed(Object value) throws JMSException {
    assertEquals(value, receive((Serializable) value));
  }

  @Test
  void arraysOfThemAndQueuesToo() throws JMSException {
    assertArrayEquals(new int[] {1, 2}, (int[]) receive(new int[] {1, 2}));
    assertArrayEquals(new String[][] {{"a"}}, (String[][]) receive(new String[][] {{"a"}}));
    assertArrayEquals(new Object[] {1, "a"}, (Object[]) receive(new Object[] {1, "a"}));
    assertArrayEquals(
        new Comparable<?>[] {1, "a"}, (Object[]) receive(new Comparable<?>[] {1, "a"}));
    assertEquals(5, ((ArrayDeque<?>) receive(new ArrayDeque<>(List.of(5)))).poll());
    assertEquals(5, ((PriorityQueue<?>) receive(new PriorityQueue<>(List.of(5)))).poll());
    assertEquals(int.class, receiveUnder("java.lang.Class", int.class));
  }

  private static Object receiveUnder(String pattern, Serializable object) throws JMSException {
    return receive(object, pattern);
  }

  @Test
  void anyOtherClassIsRefusedByNameAndWithTheSettingThatAllowsIt() throws JMSException {
    LeaseMQObjectMessage message = received(new ArrayList<>(List.of(new Order("a", 1))));
    MessageFormatException refused = assertThrows(MessageFormatException.class, message::getObject);
    assertTrue(refused.getMessage().contains(Order.class.getName()), refused.getMessage());
    assertTrue(refused.getMessage().contains("objectMessageAllowList"), refused.getMessage());
    assertFalse(message.isBodyAssignableTo(List.class));
    assertThrows(MessageFormatException.class, () -> message.getBody(List.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "org.leasemq.jms.message.*",
        "org.leasemq.**",
        "org.leasemq.jms.message.**",
        "org.leasemq.jms.message.ObjectMessageTest$Order"
      })
  void aPatternAllowsIt(String pattern) throws JMSException {
    Order order = new Order("a", 1);
    assertEquals(order, receive(order, "com.acme.*", pattern));
    assertArrayEquals(new Order[] {order}, (Order[]) receive(new Order[] {order}, pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.leasemq.*",
        "org.leasemq.jms.*",
        "org.lease.**",
        "org.leasemq.jms.message",
        "org.leasemq.jms.message.ObjectMessageTest",
        "com.acme.**"
      })
  void anotherPatternDoesNot(String pattern) {
    assertThrows(MessageFormatException.class, () -> receive(new Order("a", 1), pattern));
    assertThrows(
        MessageFormatException.class, () -> receive(new Order[] {new Order("a", 1)}, pattern));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "**", "com.*.Order", "com..acme", "*.Order", "com.acme.***", "a b"})
  void aPatternThatIsNoneIsRefused(String pattern) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new ObjectMessagePolicy(List.of(pattern)));
    assertTrue(refused.getMessage().contains("objectMessageAllowList"));
  }

  @Test
  void enumsAreAllowedByTheirOwnName() throws JMSException {
    assertEquals(Colour.GREEN, receive(Colour.GREEN, HERE + "$Colour"));
    assertThrows(MessageFormatException.class, () -> receive(Colour.RED));
  }

  @Test
  void aProxyIsAllowedIfItsInterfacesAndItsHandlerAre() throws JMSException {
    Serializable proxy =
        (Serializable)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Greeter.class, Serializable.class},
                new Greeting("hello"));
    Object received =
        receive(proxy, HERE + "$Greeter", HERE + "$Greeting", Serializable.class.getName());
    assertEquals("hello", assertInstanceOf(Greeter.class, received).greet());
    assertThrows(
        MessageFormatException.class,
        () -> receive(proxy, HERE + "$Greeter", Serializable.class.getName()));
    assertThrows(
        MessageFormatException.class,
        () -> receive(proxy, HERE + "$Greeting", Serializable.class.getName()));
  }

  @Test
  void classesComeFromTheContextClassLoaderFirst() throws Exception {
    Order order = new Order("a", 1);
    LeaseMQObjectMessage message = received(order, "org.leasemq.**");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(new ApplicationLoader());
      Serializable elsewhere = message.getObject();
      assertEquals(Order.class.getName(), elsewhere.getClass().getName());
      assertNotSame(Order.class, elsewhere.getClass());
      // Without a context class loader, or with one that does not know it, ours is asked.
      thread.setContextClassLoader(null);
      assertEquals(order, message.getObject());
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      assertEquals(order, message.getObject());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Defines the record anew, as an application's class loader would. */
  private static final class ApplicationLoader extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Order.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in =
          ObjectMessageTest.class.getResourceAsStream("ObjectMessageTest$Order.class")) {
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (java.io.IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void theObjectIsASnapshotOfWhenItWasSetAndACopyEachTime() throws JMSException {
    // Javadoc of ObjectMessage.setObject, and section 3.12.
    ArrayList<Integer> list = new ArrayList<>(List.of(1));
    LeaseMQObjectMessage message = new LeaseMQObjectMessage(list);
    list.add(2);
    assertEquals(List.of(1), message.getObject());
    assertNotSame(message.getObject(), message.getObject());
  }

  @Test
  void aSenderReadsItsOwnObjectWithoutAPolicy() throws JMSException {
    Order order = new Order("a", 1);
    assertEquals(order, new LeaseMQObjectMessage(order).getObject());
    LeaseMQObjectMessage received = received("text");
    received.clearBody();
    received.setObject(order);
    assertEquals(order, received.getObject());
  }

  @Test
  void aReceivedMessageIsReadOnlyUntilItsBodyIsCleared() throws JMSException {
    LeaseMQObjectMessage received = received("text");
    assertThrows(MessageNotWriteableException.class, () -> received.setObject("other"));
    assertEquals("text", received.getObject());
    received.clearBody();
    assertNull(received.getObject());
  }

  @Test
  void theBodyIsWhateverTheObjectIs() throws JMSException {
    LeaseMQObjectMessage received = received(7);
    assertEquals(7, received.getBody(Integer.class));
    assertEquals(7, received.getBody(Number.class));
    assertEquals(7, received.getBody(Serializable.class));
    assertTrue(received.isBodyAssignableTo(Comparable.class));
    assertFalse(received.isBodyAssignableTo(String.class));
    assertThrows(MessageFormatException.class, () -> received.getBody(String.class));
  }

  @Test
  void noObjectIsOfAnyType() throws JMSException {
    LeaseMQObjectMessage received = received(null);
    assertNull(received.getObject());
    assertNull(received.getBody(String.class));
    assertTrue(received.isBodyAssignableTo(String.class));
  }

  @Test
  void whatCannotBeSerialisedIsRefusedWhenItIsSet() {
    ArrayList<Object> list = new ArrayList<>(List.of(new Object()));
    MessageFormatException refused =
        assertThrows(MessageFormatException.class, () -> new LeaseMQObjectMessage(list));
    assertInstanceOf(NotSerializableException.class, refused.getCause());
    assertInstanceOf(NotSerializableException.class, refused.getLinkedException());
  }

  @Test
  void whatFailsWhileItIsReadIsAFormatException() throws JMSException {
    LeaseMQObjectMessage received = received(new Failing(), "org.leasemq.**");
    MessageFormatException failure =
        assertThrows(MessageFormatException.class, received::getObject);
    assertInstanceOf(IllegalStateException.class, failure.getCause());
  }

  @Test
  void aClassThatIsNotThereIsNamed() throws JMSException {
    byte[] body = MessageCodec.encode(new LeaseMQObjectMessage(new Order("a", 1))).body();
    byte[] headers = MessageCodec.encode(new LeaseMQObjectMessage(new Order("a", 1))).headers();
    String renamed = new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
    renamed = renamed.replace("ObjectMessageTest$Order", "ObjectMessageTest$Other");
    LeaseMQMessage received =
        MessageCodec.decode(
            headers,
            renamed.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
            new ReceiveContext(ObjectMessagePolicy.ALL, d -> {}));
    MessageFormatException failure =
        assertThrows(MessageFormatException.class, ((LeaseMQObjectMessage) received)::getObject);
    assertTrue(failure.getMessage().contains("ObjectMessageTest$Other"), failure.getMessage());
  }

  @Test
  void setsInSetsThatWouldTakeForEverToHashAreRefused() throws JMSException {
    Set<Object> first = new HashSet<>();
    Set<Object> second = new HashSet<>();
    Set<Object> outermost = new HashSet<>(List.of(1));
    for (int i = 0; i < 21; i++) {
      // The inner ones are filled once they are inside, so that making this takes no time.
      Set<Object> firstInside = new HashSet<>();
      Set<Object> secondInside = new HashSet<>(List.of("differs"));
      first.addAll(List.of(firstInside, secondInside));
      second.addAll(List.of(firstInside, secondInside, i));
      if (i == 0) {
        outermost = first;
      }
      first = firstInside;
      second = secondInside;
    }
    byte[] serialised = ObjectSerialisation.serialise((Serializable) outermost);
    MessageFormatException refused =
        assertThrows(
            MessageFormatException.class,
            () -> ObjectSerialisation.deserialise(serialised, ObjectMessagePolicy.CLOSED));
    assertTrue(refused.getMessage().contains("20 deep"), refused.getMessage());
  }

  @Test
  void listsInListsAreFineUpToThere() throws JMSException {
    Object nested = 1;
    for (int i = 0; i < 18; i++) {
      nested = new ArrayList<>(List.of(nested));
    }
    assertEquals(nested, receive((Serializable) nested));
    Serializable deeper = new ArrayList<>(List.of(List.of(List.of(nested))));
    assertThrows(MessageFormatException.class, () -> receive(deeper));
    assertEquals(deeper, receive(deeper, "com.acme.Named"));
  }

  @Test
  void anArrayThatIsOnlyClaimedIsNotAllocated() throws Exception {
    // A few bytes that say they are a byte[2147483639].
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
    out.writeShort(ObjectStreamConstants.STREAM_VERSION);
    out.writeByte(ObjectStreamConstants.TC_ARRAY);
    out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
    out.writeUTF("[B");
    out.writeLong(java.io.ObjectStreamClass.lookup(byte[].class).getSerialVersionUID());
    out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
    out.writeShort(0);
    out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
    out.writeByte(ObjectStreamConstants.TC_NULL);
    out.writeInt(Integer.MAX_VALUE - 8);
    MessageFormatException refused =
        assertThrows(
            MessageFormatException.class,
            () -> ObjectSerialisation.deserialise(bytes.toByteArray(), ObjectMessagePolicy.ALL));
    assertTrue(refused.getMessage().contains("2147483639"), refused.getMessage());
  }
}
