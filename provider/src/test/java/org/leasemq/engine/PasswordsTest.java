package org.leasemq.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.leasemq.queue.UserName;

class PasswordsTest {

  private static final UserName ANN = new UserName("ann");
  private static final UserName BOB = new UserName("bob");

  private final Passwords passwords = new Passwords();

  @Test
  void rememberedOrNotOnlyTheRightPasswordMatches() {
    String secret = Passwords.secretOf("pässword");
    assertFalse(passwords.matches(ANN, secret, "password"));
    assertTrue(passwords.matches(ANN, secret, "pässword"));
    assertTrue(passwords.matches(ANN, secret, "pässword"), "as remembered");
    assertFalse(passwords.matches(ANN, secret, "password"));
    assertFalse(passwords.matches(ANN, secret, ""));
    assertFalse(passwords.matches(ANN, null, "pässword"), "the user has gone");
    String changed = Passwords.secretOf("changed");
    assertFalse(
        passwords.matches(ANN, changed, "pässword"), "what is remembered is of the old one");
    assertTrue(passwords.matches(ANN, changed, "changed"));
    assertFalse(passwords.matches(BOB, changed, "pässword"));
  }

  @Test
  void secretsAreSaltedAndSayHowTheyWereMade() {
    String secret = Passwords.secretOf("a");
    assertNotEquals(secret, Passwords.secretOf("a"));
    assertTrue(secret.startsWith("pbkdf2-sha256:600000:"), secret);
  }
}
