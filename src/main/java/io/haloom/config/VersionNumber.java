package io.haloom.config;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of HAProxy that can be compared: up to four numbers, a tag ({@code dev} before {@code
 * rc} or {@code pre} before a release) with its number, and a count of commits, such as {@code
 * 2.6-dev4-12abc-34}.
 */
public final class VersionNumber implements Comparable<VersionNumber> {
  private static final Pattern FORM =
      Pattern.compile("(\\d*)(?:\\.(\\d*))?(?:\\.(\\d*))?(?:\\.(\\d*))?(?:-(dev|rc|pre)?(.*))?");
  private static final int RELEASE = 3;

  private final int[] elements;

  private VersionNumber(int[] elements) {
    this.elements = elements;
  }

  /** The version that {@code text} writes, or null where it writes none. */
  public static VersionNumber parse(String text) {
    Matcher m = FORM.matcher(text);
    if (text.isEmpty() || !m.matches()) {
      return null;
    }
    int[] e = new int[7];
    for (int i = 0; i < 4; i++) {
      e[i] = number(m.group(i + 1));
    }
    String tag = m.group(5);
    String rest = m.group(6);
    e[4] = tag == null ? RELEASE : tag.equals("dev") ? 1 : 2;
    if (rest == null) {
      return new VersionNumber(e);
    }
    if (tag != null) {
      int dash = rest.indexOf('-');
      String tagNumber = dash < 0 ? rest : rest.substring(0, dash);
      if (!tagNumber.chars().allMatch(Character::isDigit)) {
        return null;
      }
      e[5] = number(tagNumber);
      rest = dash < 0 ? "" : rest.substring(dash + 1);
    }
    String commits = rest.substring(rest.lastIndexOf('-') + 1);
    e[6] = commits.chars().allMatch(Character::isDigit) ? number(commits) : 0;
    return new VersionNumber(e);
  }

  private static int number(String digits) {
    return digits == null || digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }

  @Override
  public int compareTo(VersionNumber other) {
    return Arrays.compare(elements, other.elements);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VersionNumber v && Arrays.equals(elements, v.elements);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(elements);
  }
}
