package org.leasemq.cdi;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSPasswordCredential;
import jakarta.jms.JMSSessionMode;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of an injection point or listener ask for; equal for identical annotations
 * (Jakarta Messaging 3.1, 12.4.3). Immutable.
 *
 * @param user as whom to connect, and where
 * @param mode the session mode outside of transactions
 */
record ContextRequest(User user, int mode) {

  /**
   * As whom to connect, and where.
   *
   * @param factory the name of the connection factory; null: the default one
   * @param userName null: as the factory is configured
   */
  record User(@Nullable String factory, @Nullable String userName, @Nullable String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return (factory == null ? "the default connection factory" : "connection factory " + factory)
          + (userName == null ? "" : " as " + userName);
    }
  }

  /** What these annotations ask for; null: none. */
  static ContextRequest of(@Nullable Annotated annotated) {
    if (annotated == null) {
      return new ContextRequest(new User(null, null, null), JMSContext.AUTO_ACKNOWLEDGE);
    }
    JMSConnectionFactory factory = annotated.getAnnotation(JMSConnectionFactory.class);
    JMSPasswordCredential credential = annotated.getAnnotation(JMSPasswordCredential.class);
    JMSSessionMode mode = annotated.getAnnotation(JMSSessionMode.class);
    return new ContextRequest(
        new User(
            factory == null ? null : factory.value(),
            credential == null ? null : credential.userName(),
            credential == null ? null : credential.password()),
        mode == null ? JMSContext.AUTO_ACKNOWLEDGE : mode.value());
  }

  /** Why there can be no such context; null if there can. */
  @Nullable String obstacle() {
    return switch (mode) {
      case JMSContext.AUTO_ACKNOWLEDGE,
          JMSContext.DUPS_OK_ACKNOWLEDGE,
          JMSContext.CLIENT_ACKNOWLEDGE ->
          null;
      case JMSContext.SESSION_TRANSACTED ->
          "SESSION_TRANSACTED is not for injected contexts, which cannot be committed:"
              + " use a Jakarta transaction or a listener";
      default -> "There is no session mode " + mode;
    };
  }
}
