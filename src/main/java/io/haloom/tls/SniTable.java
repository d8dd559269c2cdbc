package io.haloom.tls;

import io.haloom.net.tls.Certificate.KeyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which instance a client gets for the host it names: the exact name before a wildcard, and among
 * those of one name the first whose kind of key the client can verify. Never changes.
 */
final class SniTable {
  private final Map<String, List<TlsInstance>> exact = new HashMap<>();
  private final Map<String, List<TlsInstance>> wild = new HashMap<>();
  private final Map<TlsInstance, Set<String>> exceptions = new HashMap<>();

  SniTable(List<TlsInstance> instances) {
    for (TlsInstance instance : instances) {
      for (String name : instance.names) {
        add(name.toLowerCase(Locale.ROOT), instance);
      }
    }
  }

  private void add(String name, TlsInstance instance) {
    if (name.startsWith("!")) {
      if (name.length() > 1 && name.charAt(1) != '*') {
        exceptions.computeIfAbsent(instance, key -> new HashSet<>()).add(name.substring(1));
      }
      return;
    }
    boolean isWild = name.startsWith("*");
    String key = isWild ? name.substring(1) : name;
    if (!key.isEmpty()) {
      List<TlsInstance> same =
          (isWild ? wild : exact).computeIfAbsent(key, any -> new ArrayList<>(1));
      if (!same.contains(instance)) {
        same.add(instance);
      }
    }
  }

  /**
   * Finds it.
   *
   * @param host as the client wrote it
   * @param rsa whether the client verifies signatures of RSA
   * @param ecdsa whether it verifies those of ECDSA
   * @return null for none
   */
  TlsInstance find(String host, boolean rsa, boolean ecdsa) {
    String name = host.toLowerCase(Locale.ROOT);
    TlsInstance[] found = new TlsInstance[KeyType.values().length];
    for (TlsInstance one : exact.getOrDefault(name, List.of())) {
      note(found, one);
    }
    int dot = name.indexOf('.');
    if (dot >= 0) {
      for (TlsInstance one : wild.getOrDefault(name.substring(dot), List.of())) {
        if (!exceptions.getOrDefault(one, Set.of()).contains(name)) {
          note(found, one);
        }
      }
    }
    TlsInstance ofRsa = found[KeyType.RSA.ordinal()];
    TlsInstance ofEcdsa = found[KeyType.ECDSA.ordinal()];
    TlsInstance other = found[KeyType.OTHER.ordinal()];
    if (ecdsa && ofEcdsa != null) {
      return ofEcdsa;
    }
    if (rsa && ofRsa != null) {
      return ofRsa;
    }
    if (other != null) {
      return other;
    }
    return ofEcdsa != null ? ofEcdsa : ofRsa;
  }

  private static void note(TlsInstance[] found, TlsInstance one) {
    int kind = one.keyType.ordinal();
    found[kind] = found[kind] == null ? one : found[kind];
  }
}
