package org.leasemq.tck.spec;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Displays a test as its section and its method's name in words. Stateless. */
final class Sentences extends DisplayNameGenerator.Simple {

  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosing, Class<?> testClass, Method method) {
    String words = method.getName().replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    Section section = method.getAnnotation(Section.class);
    return section == null ? words : section.value() + ": " + words;
  }
}
