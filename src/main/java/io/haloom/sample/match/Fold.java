package io.haloom.sample.match;

/** Case of ASCII letters. */
final class Fold {
  private Fold() {}

  static byte lower(byte c) {
    return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
  }
}
