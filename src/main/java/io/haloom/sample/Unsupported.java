package io.haloom.sample;

/** Why words that HAProxy 2.6 knows are refused here. */
final class Unsupported {
  private Unsupported() {}

  /** The end of a message about a fetch, or null where HAProxy does not know it either. */
  static String fetch(String name) {
    return null;
  }

  /** The end of a message about a converter, or null where HAProxy does not know it either. */
  static String converter(String name) {
    return null;
  }
}
