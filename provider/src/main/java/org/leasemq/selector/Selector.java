package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/**
 * A message selector: Jakarta Messaging 3.1, section 3.8.
 *
 * <p>Where the specification leaves a choice, this one was made:
 *
 * <ul>
 *   <li>An exact literal is a long; an approximate one is a double, or a float with the suffix f.
 *       Arithmetic on properties promotes and overflows as in Java. An exact division by zero is
 *       unknown.
 *   <li>Arithmetic with a value that is not a number is like no type, so that every comparison with
 *       it is false.
 *   <li>An identifier that stands as a condition is true only if its value is the Boolean true,
 *       unknown if it has no value, else false.
 *   <li>LIKE and NOT LIKE are both false for a value that is not a string. NOT IN is true for it,
 *       since the specification spells NOT IN out as a NOT.
 *   <li>An escape character stands before {@code _}, {@code %} or itself; all else is a mistake.
 * </ul>
 *
 * <p>Two selectors are equal if their texts are. Immutable, for any number of threads.
 */
public final class Selector {
  /** No selector: it matches every message, and its text is empty. */
  public static final Selector ALL = new Selector("", new Literal(true));

  private final String text;
  private final Expression condition;

  private Selector(String text, Expression condition) {
    this.text = text;
    this.condition = condition;
  }

  /**
   * Parses a selector. A null or blank text means that there is none, and gives {@link #ALL}.
   *
   * @throws SelectorSyntaxException if the text is not a selector
   */
  public static Selector parse(@Nullable String text) {
    return text == null || text.isBlank() ? ALL : new Selector(text, SelectorParser.parse(text));
  }

  /** Whether the selector is true, and neither false nor unknown, for these values. */
  public boolean matches(PropertySource source) {
    return condition.test(source) == Truth.TRUE;
  }

  /** Returns the text as it was given, or the empty string for {@link #ALL}. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Selector selector && text.equals(selector.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
