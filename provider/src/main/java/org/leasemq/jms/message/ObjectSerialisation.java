package org.leasemq.jms.message;

import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of ObjectMessages: Java serialisation, with the application's classes, under a filter.
 *
 * <p>Threads: no state.
 */
final class ObjectSerialisation {

  private static final int CAPACITY = 512;

  private ObjectSerialisation() {}

  static byte[] serialise(Serializable object) throws MessageFormatException {
    ByteSink sink = new ByteSink(CAPACITY);
    try (ObjectOutputStream out = new ObjectOutputStream(sink)) {
      out.writeObject(object);
      out.flush();
      return sink.toByteArray();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw failure("The object cannot be serialised: " + e, e);
    }
  }

  static Serializable deserialise(byte[] serialised, ObjectMessagePolicy policy)
      throws MessageFormatException {
    PolicyFilter filter = new PolicyFilter(policy, serialised.length);
    try (ObjectInputStream in =
        new ApplicationObjectInputStream(new ByteArrayInputStream(serialised))) {
      // The filter of the whole JVM, if it has one, has its say too.
      in.setObjectInputFilter(
          ObjectInputFilter.merge(filter, ObjectInputFilter.Config.getSerialFilter()));
      return (Serializable) in.readObject();
    } catch (IOException
        | ClassNotFoundException
        | RuntimeException
        | LinkageError
        | StackOverflowError e) {
      String refused = filter.refused();
      throw failure(
          refused != null ? refused : "The object message cannot be deserialised: " + e, e);
    }
  }

  private static MessageFormatException failure(String reason, Throwable cause) {
    MessageFormatException failure = new MessageFormatException(reason);
    failure.initCause(cause);
    if (cause instanceof Exception exception) {
      failure.setLinkedException(exception);
    }
    return failure;
  }

  /** Applies a policy, and remembers what it refused. */
  private static final class PolicyFilter implements ObjectInputFilter {

    /**
     * Every element takes a byte at least, and hash tables are up to eight times larger than what
     * is in them. A message that claims more wants to exhaust the heap.
     */
    private static final long ARRAY_ELEMENTS_PER_BYTE = 8;

    private static final long ARRAY_ELEMENTS_ALWAYS = 1024;

    /**
     * How deep values of the JDK may be nested. Sets in sets take a time that doubles with every
     * level to be hashed, so a few hundred bytes could keep a consumer busy for ever.
     */
    private static final long DEPTH_OF_VALUES = 20;

    private final ObjectMessagePolicy policy;
    private final long maxArrayLength;
    private final long maxDepth;
    private @Nullable String refused;

    PolicyFilter(ObjectMessagePolicy policy, int bytes) {
      this.policy = policy;
      maxArrayLength = ARRAY_ELEMENTS_ALWAYS + bytes * ARRAY_ELEMENTS_PER_BYTE;
      maxDepth = policy.patterns().isEmpty() ? DEPTH_OF_VALUES : Long.MAX_VALUE;
    }

    @Nullable String refused() {
      return refused;
    }

    @Override
    public Status checkInput(FilterInfo info) {
      if (info.depth() > maxDepth) {
        refused = "The object message is nested more than " + maxDepth + " deep";
        return Status.REJECTED;
      }
      Class<?> type = info.serialClass();
      if (type == null) {
        return Status.UNDECIDED;
      }
      if (info.arrayLength() > maxArrayLength) {
        refused = "The object message claims an array of " + info.arrayLength() + " elements";
        return Status.REJECTED;
      }
      if (policy.allows(type)) {
        return Status.ALLOWED;
      }
      refused =
          "The class "
              + type.getName()
              + " is not allowed in object messages: name it, or its package, in "
              + ObjectMessagePolicy.SETTING;
      return Status.REJECTED;
    }
  }

  /** Finds the classes of the application that reads. */
  private static final class ApplicationObjectInputStream extends ObjectInputStream {

    private static final Map<String, Class<?>> PRIMITIVES =
        Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "char", char.class,
            "short", short.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class,
            "void", void.class);

    ApplicationObjectInputStream(InputStream in) throws IOException {
      super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
      return load(description.getName());
    }

    @Override
    protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
      Class<?>[] interfaces = new Class<?>[names.length];
      ClassLoader loader = contextLoader();
      for (int i = 0; i < names.length; i++) {
        interfaces[i] = load(names[i]);
        if ((interfaces[i].getModifiers() & Modifier.PUBLIC) == 0) {
          loader = interfaces[i].getClassLoader();
        }
      }
      try {
        return Proxy.newProxyInstance(loader, interfaces, (proxy, method, args) -> null).getClass();
      } catch (IllegalArgumentException e) {
        throw new ClassNotFoundException("No proxy for " + String.join(", ", names), e);
      }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
      Class<?> primitive = PRIMITIVES.get(name);
      if (primitive != null) {
        return primitive;
      }
      try {
        return Class.forName(name, false, contextLoader());
      } catch (ClassNotFoundException e) {
        return Class.forName(name, false, ObjectSerialisation.class.getClassLoader());
      }
    }

    private static ClassLoader contextLoader() {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return loader != null ? loader : ObjectSerialisation.class.getClassLoader();
    }
  }
}
