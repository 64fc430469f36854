package org.leasemq.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.UserName;

/**
 * Passwords as salted PBKDF2 with HMAC-SHA-256. A password that was verified is remembered by a
 * digest under a random key of this process, so that a pool's next connections need not wait; a
 * wrong one costs the full time, also for a user that there is not. Thread-safe.
 */
final class Passwords {

  private static final String SCHEME = "pbkdf2-sha256";
  private static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Stands in for a user that there is not, so that the time says nothing. */
  private static final String NOBODY = encoded(random(SALT_BYTES), random(HASH_BYTES));

  private final byte[] key = random(HASH_BYTES);
  private final ConcurrentMap<UserName, Verified> verified = new ConcurrentHashMap<>();

  /** The last password that was right, for this secret. */
  private record Verified(String secret, String digest) {
    boolean isSame(Verified other) {
      return secret.equals(other.secret)
          && MessageDigest.isEqual(
              digest.getBytes(StandardCharsets.UTF_8),
              other.digest.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What to keep of a password. */
  static String secretOf(String password) {
    byte[] salt = random(SALT_BYTES);
    return encoded(salt, hash(password, salt, ITERATIONS, HASH_BYTES));
  }

  /**
   * Whether this is the password.
   *
   * @param secret the user's; null: there is no such user, and the answer is no
   */
  boolean matches(UserName user, @Nullable String secret, String password) {
    Verified attempt = secret == null ? null : new Verified(secret, digest(password));
    Verified last = verified.get(user);
    if (attempt != null && last != null && attempt.isSame(last)) {
      return true;
    }
    boolean right = verify(secret == null ? NOBODY : secret, password);
    if (attempt == null || !right) {
      return false;
    }
    verified.put(user, attempt);
    return true;
  }

  private static boolean verify(String secret, String password) {
    String[] parts = secret.split(":", -1);
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] expected = base64.decode(parts[3]);
    byte[] actual =
        hash(password, base64.decode(parts[2]), Integer.parseInt(parts[1]), expected.length);
    return MessageDigest.isEqual(expected, actual);
  }

  private static String encoded(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        ":",
        SCHEME,
        String.valueOf(ITERATIONS),
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }

  private static byte[] hash(String password, byte[] salt, int iterations, int bytes) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  private String digest(String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] digest = mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
