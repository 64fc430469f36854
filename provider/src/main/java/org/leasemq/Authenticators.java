package org.leasemq;

import java.lang.reflect.Constructor;

/** Makes authenticators of their classes' names. Thread-safe. */
final class Authenticators {

  private Authenticators() {}

  /**
   * An instance of this class, which the application's class loader knows, or LeaseMQ's.
   *
   * @throws IllegalArgumentException if that cannot be; it says why
   */
  static LeaseMQAuthenticator make(String type) {
    try {
      Constructor<?> constructor = load(type).getConstructor();
      if (constructor.newInstance() instanceof LeaseMQAuthenticator authenticator) {
        return authenticator;
      }
      throw new IllegalArgumentException(
          "authenticator: " + type + " does not implement LeaseMQAuthenticator");
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "authenticator: "
              + type
              + " cannot be made; it is a public class with a public"
              + " constructor without parameters: "
              + e,
          e);
    }
  }

  private static Class<?> load(String type) throws ClassNotFoundException {
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    try {
      return Class.forName(type, true, application);
    } catch (ClassNotFoundException e) {
      return Class.forName(type);
    }
  }
}
