package org.leasemq.jms;

import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.HeaderView;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.StoredMessage;
import org.leasemq.selector.Selector;
import org.leasemq.selector.SelectorSyntaxException;
import org.leasemq.tx.Failures;

/** Makes filters of message selectors (Jakarta Messaging 3.1, 3.8). Stateless. */
public final class Selectors {

  private Selectors() {}

  /**
   * The filter of a selector.
   *
   * @param text the selector; null or blank: none
   * @return null if there is none
   * @throws InvalidSelectorException if it is not a selector; the error says where
   */
  public static @Nullable MessageFilter filter(@Nullable String text) throws JMSException {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      Selector selector = Selector.parse(text);
      return new MessageFilter(text, message -> matches(selector, message));
    } catch (SelectorSyntaxException e) {
      throw Failures.caused(new InvalidSelectorException(e.getMessage()), e);
    }
  }

  /**
   * The filter of a selector, for a store to keep with a subscription.
   *
   * @throws IllegalArgumentException if it is not a selector; the error says where
   */
  public static MessageFilter compiled(String text) {
    try {
      MessageFilter filter = filter(text);
      if (filter != null) {
        return filter;
      }
    } catch (JMSException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    throw new IllegalArgumentException("A selector is not blank");
  }

  /** A message that cannot be read is selected by nobody. */
  private static boolean matches(Selector selector, StoredMessage message) {
    try {
      HeaderView view = new HeaderView(message.headers());
      return selector.matches(name -> property(view, name));
    } catch (MessageFormatException e) {
      return false;
    }
  }

  private static @Nullable Object property(HeaderView view, String name) {
    try {
      return view.property(name);
    } catch (MessageFormatException e) {
      return null;
    }
  }
}
