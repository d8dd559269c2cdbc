package io.haloom.net.tls;

import java.util.HashMap;
import java.util.Map;

/** The secrets of a connection, as files of key logs have them: the first of each label. */
final class Secrets {
  private final Map<String, String> byLabel = new HashMap<>();

  void put(String label, String secret) {
    byLabel.putIfAbsent(label, secret);
  }

  /** Null where there is none. */
  String get(String label) {
    return byLabel.get(label);
  }
}
