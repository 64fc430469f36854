package org.leasemq.selector;

import java.io.EOFException;

/**
 * The characters of a selector, as the generated scanner reads them. A selector is one line, and a
 * column is an offset in it. For one thread.
 */
@SuppressWarnings("deprecation") // of getColumn and getLine, which the interface still has
final class SelectorCharacters implements CharStream {
  private final String text;
  private int tokenBegin;
  private int next;

  SelectorCharacters(String text) {
    this.text = text;
  }

  @Override
  public char BeginToken() throws EOFException {
    tokenBegin = next;
    return readChar();
  }

  @Override
  public char readChar() throws EOFException {
    if (next == text.length()) {
      throw new EOFException();
    }
    return text.charAt(next++);
  }

  @Override
  public void backup(int amount) {
    next -= amount;
  }

  @Override
  public String GetImage() {
    return text.substring(tokenBegin, next);
  }

  @Override
  public char[] GetSuffix(int length) {
    return text.substring(next - length, next).toCharArray();
  }

  @Override
  public int getBeginColumn() {
    return tokenBegin;
  }

  @Override
  public int getEndColumn() {
    return next;
  }

  @Override
  public int getBeginLine() {
    return 0;
  }

  @Override
  public int getEndLine() {
    return 0;
  }

  @Override
  public int getColumn() {
    return next;
  }

  @Override
  public int getLine() {
    return 0;
  }

  @Override
  public int getTabSize() {
    return 1;
  }

  @Override
  public void setTabSize(int size) {
    // Every character is one column.
  }

  @Override
  public boolean getTrackLineColumn() {
    return true;
  }

  @Override
  public void setTrackLineColumn(boolean track) {
    // It costs nothing.
  }

  @Override
  public void Done() {
    // Nothing is held.
  }
}
