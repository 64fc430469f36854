package org.leasemq;

import jakarta.jms.JMSSecurityException;
import java.util.Locale;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Rights;

/** Users' passwords are their names in capitals; they send to what begins with their names. */
public final class TestAuthenticator implements LeaseMQAuthenticator {

  /** As a node makes it. */
  public TestAuthenticator() {}

  @Override
  public Rights authenticate(String userName, String password) throws JMSSecurityException {
    if (userName == null) {
      throw new JMSSecurityException("nobody is refused");
    }
    if (!userName.toUpperCase(Locale.ROOT).equals(password)) {
      throw new JMSSecurityException("The password of " + userName + " is wrong");
    }
    return (permission, destination) ->
        permission == Permission.SEND && destination.value().startsWith(userName + ".");
  }
}
