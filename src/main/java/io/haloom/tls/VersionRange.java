package io.haloom.tls;

import io.haloom.net.tls.TlsVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * Which versions are spoken: those from {@code ssl-min-ver} to {@code ssl-max-ver}, or all but
 * those that {@code no-tlsv1x} excludes.
 *
 * @param lowest null where all are excluded
 * @param highest null where all are excluded
 * @param gap one between the two that is excluded, which has no effect, or null
 */
public record VersionRange(TlsVersion lowest, TlsVersion highest, TlsVersion gap) {
  private static final String[] EXCLUDING = {
    "no-sslv3", "no-tlsv10", "no-tlsv11", "no-tlsv12", "no-tlsv13"
  };
  private static final String[] FORCING = {
    "force-sslv3", "force-tlsv10", "force-tlsv11", "force-tlsv12", "force-tlsv13"
  };

  /** What words say that exclude versions; a forced one counts as a lowest and a highest. */
  static EnumSet<TlsVersion> excluded(TlsWords words) {
    EnumSet<TlsVersion> excluded = EnumSet.noneOf(TlsVersion.class);
    for (TlsVersion version : TlsVersion.values()) {
      if (words.has(EXCLUDING[version.ordinal()])) {
        excluded.add(version);
      }
    }
    return excluded;
  }

  /** The version that a word forces, which is a lowest and a highest one; or null. */
  private static String forcedBy(String word) {
    int index = List.of(FORCING).indexOf(word);
    return index < 0 ? null : TlsVersion.values()[index].text();
  }

  private static TlsVersion forced(TlsWords words) {
    for (TlsVersion version : TlsVersion.values()) {
      if (words.has(FORCING[version.ordinal()])) {
        return version;
      }
    }
    return null;
  }

  /** Notes a word without a value: one that forces a version is two bounds. */
  public static void note(String word, Map<String, String> words) {
    String forced = forcedBy(word);
    if (forced == null) {
      words.put(word, "");
    } else {
      words.put("ssl-min-ver", forced);
      words.put("ssl-max-ver", forced);
    }
  }

  /** {@code ssl-min-ver} or what is forced, or null. */
  static TlsVersion lowest(TlsWords words) {
    TlsVersion forced = forced(words);
    return forced != null ? forced : words.version("ssl-min-ver");
  }

  /** {@code ssl-max-ver} or what is forced, or null. */
  static TlsVersion highest(TlsWords words) {
    TlsVersion forced = forced(words);
    return forced != null ? forced : words.version("ssl-max-ver");
  }

  /**
   * Combines them.
   *
   * @param lowest null for no bound
   * @param highest null for no bound
   */
  static VersionRange of(TlsVersion lowest, TlsVersion highest, EnumSet<TlsVersion> excluded) {
    TlsVersion first = null;
    TlsVersion last = null;
    TlsVersion gap = null;
    TlsVersion hole = null;
    for (TlsVersion version : TlsVersion.values()) {
      boolean spoken =
          version != TlsVersion.SSL_3
              && !excluded.contains(version)
              && (lowest == null || version.compareTo(lowest) >= 0)
              && (highest == null || version.compareTo(highest) <= 0);
      if (!spoken) {
        hole = first == null ? null : version;
        continue;
      }
      if (hole != null) {
        gap = hole;
        hole = null;
      }
      first = first == null ? version : first;
      last = version;
    }
    return new VersionRange(first, last, gap);
  }
}
