package org.leasemq.ra;

import jakarta.resource.spi.InvalidPropertyException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Looks names up in the container's JNDI. Any thread may use it. */
@SuppressWarnings(
    "BanJNDI") // The names are the deployer's, and the container's JNDI is what they are for.
final class Names {

  private Names() {}

  /**
   * What a name stands for.
   *
   * @throws InvalidPropertyException if nothing is bound to it
   */
  static Object lookUp(String property, String name) throws InvalidPropertyException {
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException e) {
      throw new InvalidPropertyException(
          property + ": nothing is bound to the JNDI name '" + name + "'", e);
    }
  }

  /**
   * What a name stands for, if it is one: servers give a reference in a property that may as well
   * hold a physical name.
   *
   * @return null if nothing is bound to it
   * @throws InvalidPropertyException if nothing is bound to it though it can only be a JNDI name
   */
  static @Nullable Object find(String property, String name) throws InvalidPropertyException {
    if (name.startsWith("java:")) {
      return lookUp(property, name);
    }
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException physical) {
      return null;
    }
  }
}
