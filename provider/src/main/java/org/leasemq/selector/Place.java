package org.leasemq.selector;

/** A place in a selector's text, to which a mistake can be pinned. Immutable. */
record Place(String text, int offset) {
  private static final int EXCERPT = 60;

  SelectorSyntaxException mistake(String detail) {
    return new SelectorSyntaxException(
        "Not a selector: %s, at offset %d: %s".formatted(detail, offset, excerpt()), offset);
  }

  /** Returns the text with a mark before the mistake; of a long text, what is around it. */
  private String excerpt() {
    int from = Math.max(0, offset - EXCERPT);
    int to = Math.min(text.length(), offset + EXCERPT);
    return (from > 0 ? "..." : "")
        + text.substring(from, offset)
        + " >>> "
        + text.substring(offset, to)
        + (to < text.length() ? "..." : "");
  }
}
