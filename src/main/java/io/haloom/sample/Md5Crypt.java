package io.haloom.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes of crypt(3) by MD5, as FreeBSD made them first. */
final class Md5Crypt {
  private static final String PREFIX = "$1$";
  private static final int LONGEST_SALT = 8;
  private static final int ROUNDS = 1000;

  private Md5Crypt() {}

  static boolean matches(byte[] password, String hash) {
    int end = hash.indexOf('$', PREFIX.length());
    if (end < 0) {
      return false;
    }
    String salt = hash.substring(PREFIX.length(), Math.min(end, PREFIX.length() + LONGEST_SALT));
    byte[] given = hash.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1);
    String made = hash(password, salt.getBytes(StandardCharsets.ISO_8859_1));
    return MessageDigest.isEqual(given, made.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String hash(byte[] password, byte[] salt) {
    MessageDigest digest = digest();
    digest.update(password);
    digest.update(salt);
    digest.update(password);
    byte[] other = digest.digest();
    digest.update(password);
    digest.update(PREFIX.getBytes(StandardCharsets.ISO_8859_1));
    digest.update(salt);
    for (int left = password.length; left > 0; left -= other.length) {
      digest.update(other, 0, Math.min(left, other.length));
    }
    for (int bits = password.length; bits > 0; bits >>= 1) {
      digest.update((bits & 1) != 0 ? 0 : password[0]);
    }
    byte[] current = digest.digest();
    for (int i = 0; i < ROUNDS; i++) {
      digest.update(i % 2 != 0 ? password : current);
      if (i % 3 != 0) {
        digest.update(salt);
      }
      if (i % 7 != 0) {
        digest.update(password);
      }
      digest.update(i % 2 != 0 ? current : password);
      current = digest.digest();
    }
    return encoded(current);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(byte[] hash) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      PasswordHash.digits(out, hash[i], hash[i + 6], hash[i == 4 ? 5 : i + 12], 4);
    }
    PasswordHash.digits(out, (byte) 0, (byte) 0, hash[11], 2);
    return out.toString();
  }
}
