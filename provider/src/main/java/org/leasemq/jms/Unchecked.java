package org.leasemq.jms;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one translator from the checked exceptions of the classic interfaces to the unchecked ones of
 * the simplified interface (Jakarta Messaging 3.1, 2.10). Stateless.
 */
public final class Unchecked {

  private static final Map<Class<? extends JMSException>, Maker> MAKERS =
      Map.ofEntries(
          Map.entry(JMSException.class, JMSRuntimeException::new),
          Map.entry(IllegalStateException.class, IllegalStateRuntimeException::new),
          Map.entry(InvalidClientIDException.class, InvalidClientIDRuntimeException::new),
          Map.entry(InvalidDestinationException.class, InvalidDestinationRuntimeException::new),
          Map.entry(InvalidSelectorException.class, InvalidSelectorRuntimeException::new),
          Map.entry(JMSSecurityException.class, JMSSecurityRuntimeException::new),
          Map.entry(MessageFormatException.class, MessageFormatRuntimeException::new),
          Map.entry(MessageNotWriteableException.class, MessageNotWriteableRuntimeException::new),
          Map.entry(ResourceAllocationException.class, ResourceAllocationRuntimeException::new),
          Map.entry(
              TransactionInProgressException.class, TransactionInProgressRuntimeException::new),
          Map.entry(
              TransactionRolledBackException.class, TransactionRolledBackRuntimeException::new));

  private Unchecked() {}

  /** Something that may throw a checked exception. */
  @FunctionalInterface
  public interface Action {
    /** Does it. */
    void run() throws JMSException;
  }

  /** Something with a result that may throw a checked exception. */
  @FunctionalInterface
  public interface Call<T> {
    /** Does it. */
    @Nullable T run() throws JMSException;
  }

  private interface Maker {
    JMSRuntimeException make(@Nullable String message, @Nullable String errorCode, Throwable cause);
  }

  /** Does it, and throws what it throws as the unchecked counterpart. */
  public static void run(Action action) {
    try {
      action.run();
    } catch (JMSException e) {
      throw of(e);
    }
  }

  /** Does what always has a result, and throws what it throws as the unchecked counterpart. */
  public static <T> T get(Call<T> call) {
    return Objects.requireNonNull(find(call));
  }

  /** Does it, and throws what it throws as the unchecked counterpart. */
  public static <T> @Nullable T find(Call<T> call) {
    try {
      return call.run();
    } catch (JMSException e) {
      throw of(e);
    }
  }

  /** The unchecked counterpart of an exception. */
  public static JMSRuntimeException of(JMSException exception) {
    Class<?> type = exception.getClass();
    while (!MAKERS.containsKey(type)) {
      type = type.getSuperclass();
    }
    Maker maker = Objects.requireNonNull(MAKERS.get(type));
    return maker.make(exception.getMessage(), exception.getErrorCode(), exception);
  }
}
