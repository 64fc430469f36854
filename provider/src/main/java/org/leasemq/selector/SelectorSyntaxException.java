package org.leasemq.selector;

/**
 * Says that a text is not a selector, where the mistake is and what was expected there.
 *
 * <p>Immutable.
 */
public final class SelectorSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  SelectorSyntaxException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Returns the index in the selector's text of the first character that is wrong, from 0. */
  public int offset() {
    return offset;
  }
}
