package org.leasemq;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some messages of a queue in their order. Immutable.
 *
 * @param messages those that were selected; it may be none although more follow
 * @param next where the next page begins; null: there is none
 */
public record MessagePage(List<BrowsedMessage> messages, @Nullable Long next) {

  public MessagePage {
    messages = List.copyOf(messages);
  }
}
