package io.haloom.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of OpenSSL as its header files number them, with which HAProxy compares: those from 3.0
 * on leave out what those before had for a letter, so that of one minor version the first release
 * is the highest that is reached.
 */
final class OpenSslVersion {
  private static final Pattern LIBRARY = Pattern.compile("\\S+ (\\d+)\\.(\\d+)\\.(\\d+).*");
  private static final Pattern ASKED =
      Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-(?:beta(\\d+)|.*)|([A-Za-z]*))");
  private static final int RELEASE = 15;

  private OpenSslVersion() {}

  /**
   * Compares.
   *
   * @param library what the library says, or null
   * @return -1, 0 or 1 as the library is older than {@code asked}, the same or newer; -2 where that
   *     cannot be said
   */
  static int compare(String library, String asked) {
    Matcher here = LIBRARY.matcher(library == null ? "" : library);
    Matcher there = ASKED.matcher(asked);
    if (!here.matches() || !there.matches()) {
      return -2;
    }
    long found = number(here, 1) << 28 | number(here, 2) << 20 | number(here, 3) << 4;
    return Long.signum(found - asked(there));
  }

  private static long asked(Matcher version) {
    long number = number(version, 1) << 28 | number(version, 2) << 20 | number(version, 3) << 12;
    String letters = version.group(5);
    if (letters == null) {
      return number | (version.group(4) == null ? 0 : number(version, 4));
    }
    long patch = letters.isEmpty() ? 0 : 1;
    for (char letter : letters.toUpperCase(java.util.Locale.ROOT).toCharArray()) {
      patch += letter - 'A';
    }
    return number | (patch & 0xFF) << 4 | RELEASE;
  }

  private static long number(Matcher version, int group) {
    return Long.parseLong(version.group(group));
  }
}
