package org.leasemq.jms.message;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which classes a received ObjectMessage may hold. Value types of the JDK always; beyond that, what
 * the patterns name: a class {@code com.acme.Order}, a package {@code com.acme.*}, a package with
 * those below it {@code com.acme.**}, or {@code *} for every class, which is only safe if nobody
 * who can send is hostile. Without patterns, values may be nested 20 deep.
 *
 * <p>Threads: immutable.
 *
 * @param patterns the patterns, in any order
 */
public record ObjectMessagePolicy(List<String> patterns) {

  /** The name of the setting that holds the patterns. */
  public static final String SETTING = "objectMessageAllowList";

  private static final String NAME = "\\p{javaJavaIdentifierPart}+";
  private static final Pattern SYNTAX =
      Pattern.compile("\\*|" + NAME + "(\\." + NAME + ")*(\\.\\*{1,2})?");

  /** Value types of the JDK and nothing else. */
  public static final ObjectMessagePolicy CLOSED = new ObjectMessagePolicy(List.of());

  /** Every class. */
  public static final ObjectMessagePolicy ALL = new ObjectMessagePolicy(List.of("*"));

  /**
   * A policy of these patterns.
   *
   * @throws IllegalArgumentException if one is neither a class, a package nor {@code *}
   */
  public ObjectMessagePolicy {
    patterns = List.copyOf(patterns);
    for (String pattern : patterns) {
      if (!SYNTAX.matcher(pattern).matches()) {
        throw new IllegalArgumentException(
            SETTING
                + ": '"
                + pattern
                + "' is none of com.acme.Order, com.acme.*, com.acme.** and *");
      }
    }
  }

  /** Whether an object message may hold objects of that class, or arrays of them. */
  boolean allows(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    if (element.isPrimitive() || (element != type && element.isInterface())) {
      // An array of an interface: its elements are asked for one by one.
      return true;
    }
    if (Proxy.isProxyClass(element)) {
      return Arrays.stream(element.getInterfaces()).allMatch(this::allows);
    }
    String name = element.getName();
    return JdkValueTypes.contains(name) || patterns.stream().anyMatch(p -> matches(p, name));
  }

  private static boolean matches(String pattern, String name) {
    if (pattern.equals("*")) {
      return true;
    }
    if (pattern.endsWith(".**")) {
      return name.startsWith(pattern.substring(0, pattern.length() - 2));
    }
    if (pattern.endsWith(".*")) {
      int dot = pattern.length() - 1;
      return name.lastIndexOf('.') == dot - 1 && name.startsWith(pattern.substring(0, dot));
    }
    return name.equals(pattern);
  }
}
