package io.haloom.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Checks passwords against hashes of crypt(3) by MD5, SHA-256 and SHA-512: {@code $1$}, {@code $5$}
 * and {@code $6$} ("Unix crypt using SHA-256 and SHA-512", U. Drepper).
 */
public final class PasswordHash {
  private static final String ALPHABET =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final String ROUNDS = "rounds=";
  private static final int USUAL_ROUNDS = 5000;
  private static final int LEAST_ROUNDS = 1000;
  private static final int MOST_ROUNDS = 999_999_999;
  private static final int LONGEST_SALT = 16;

  private PasswordHash() {}

  /** Whether hashes that begin like this can be checked. */
  public static boolean isKnown(String hash) {
    return hash.startsWith("$1$") || hash.startsWith("$5$") || hash.startsWith("$6$");
  }

  /**
   * Whether the password has that hash.
   *
   * @param hash with its prefix and salt
   */
  public static boolean matches(byte[] password, String hash) {
    if (!isKnown(hash)) {
      return false;
    }
    if (hash.startsWith("$1$")) {
      return Md5Crypt.matches(password, hash);
    }
    int start = 3;
    int rounds = USUAL_ROUNDS;
    if (hash.startsWith(ROUNDS, start)) {
      int end = hash.indexOf('$', start);
      if (end < 0) {
        return false;
      }
      try {
        long wanted = Long.parseLong(hash, start + ROUNDS.length(), end, 10);
        rounds = Math.clamp(wanted, LEAST_ROUNDS, MOST_ROUNDS);
      } catch (NumberFormatException e) {
        return false;
      }
      start = end + 1;
    }
    int saltEnd = hash.indexOf('$', start);
    if (saltEnd < 0) {
      return false;
    }
    String salt = hash.substring(start, Math.min(saltEnd, start + LONGEST_SALT));
    String made = hash(password, salt, rounds, hash.charAt(1) == '6');
    byte[] given = hash.substring(saltEnd + 1).getBytes(StandardCharsets.ISO_8859_1);
    return MessageDigest.isEqual(given, made.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String hash(byte[] password, String saltText, int rounds, boolean long512) {
    MessageDigest digest = digest(long512);
    byte[] salt = saltText.getBytes(StandardCharsets.ISO_8859_1);
    byte[] current = first(digest, password, salt);
    for (int i = 0; i < password.length; i++) {
      digest.update(password);
    }
    byte[] passwordRun = repeated(digest.digest(), password.length);
    for (int i = 0; i < 16 + (current[0] & 0xFF); i++) {
      digest.update(salt);
    }
    byte[] saltRun = repeated(digest.digest(), salt.length);
    for (int i = 0; i < rounds; i++) {
      digest.update(i % 2 != 0 ? passwordRun : current);
      if (i % 3 != 0) {
        digest.update(saltRun);
      }
      if (i % 7 != 0) {
        digest.update(passwordRun);
      }
      digest.update(i % 2 != 0 ? current : passwordRun);
      current = digest.digest();
    }
    return long512 ? encoded512(current) : encoded256(current);
  }

  private static byte[] first(MessageDigest digest, byte[] password, byte[] salt) {
    digest.update(password);
    digest.update(salt);
    digest.update(password);
    byte[] other = digest.digest();
    digest.update(password);
    digest.update(salt);
    digest.update(repeated(other, password.length));
    for (int bits = password.length; bits > 0; bits >>= 1) {
      digest.update((bits & 1) != 0 ? other : password);
    }
    return digest.digest();
  }

  private static byte[] repeated(byte[] block, int length) {
    byte[] out = new byte[length];
    for (int at = 0; at < length; at += block.length) {
      System.arraycopy(block, 0, out, at, Math.min(block.length, length - at));
    }
    return out;
  }

  private static MessageDigest digest(boolean long512) {
    try {
      return MessageDigest.getInstance(long512 ? "SHA-512" : "SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Three bytes at a time, whose places turn, in digits of six bits. */
  private static String encoded512(byte[] hash) {
    StringBuilder out = new StringBuilder();
    int[] at = {0, 21, 42};
    for (int i = 0; i < 21; i++) {
      digits(out, hash[at[0]], hash[at[1]], hash[at[2]], 4);
      at = new int[] {at[1] + 1, at[2] + 1, at[0] + 1};
    }
    digits(out, (byte) 0, (byte) 0, hash[63], 2);
    return out.toString();
  }

  private static String encoded256(byte[] hash) {
    StringBuilder out = new StringBuilder();
    int[] at = {0, 10, 20};
    for (int i = 0; i < 10; i++) {
      digits(out, hash[at[0]], hash[at[1]], hash[at[2]], 4);
      at = new int[] {at[2] + 1, at[0] + 1, at[1] + 1};
    }
    digits(out, (byte) 0, hash[31], hash[30], 3);
    return out.toString();
  }

  /** The lowest 24 bits of three bytes in digits of six bits, the lowest first. */
  static void digits(StringBuilder out, byte high, byte middle, byte low, int count) {
    int value = (high & 0xFF) << 16 | (middle & 0xFF) << 8 | low & 0xFF;
    char[] made = new char[count];
    for (int i = 0; i < count; i++) {
      made[i] = ALPHABET.charAt(value & 0x3F);
      value >>= 6;
    }
    out.append(made);
  }
}
