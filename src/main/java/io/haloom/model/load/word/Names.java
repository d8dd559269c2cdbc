package io.haloom.model.load.word;

/** The characters of names of proxies, servers and ACLs. */
public final class Names {
  private Names() {}

  /**
   * Index of the first character that a name may not have, or -1; an empty name is told by its own
   * check.
   */
  public static int firstBad(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean good =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || ".:_-".indexOf(c) >= 0;
      if (!good) {
        return i;
      }
    }
    return -1;
  }
}
