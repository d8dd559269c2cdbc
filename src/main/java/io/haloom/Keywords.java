package io.haloom;

import io.haloom.log.LogAliases;
import io.haloom.log.LogFormats;
import io.haloom.model.load.Vocabulary;
import java.util.Map;

/** Brings the words of all features to the parser of the configuration. */
public final class Keywords {
  private Keywords() {}

  /** What log formats are made of, on the host of that name. */
  public static Vocabulary vocabulary(String hostname) {
    return new Vocabulary(
        new LogAliases(hostname)::find,
        Map.of(
            "tcplog", LogFormats.TCP,
            "httplog", LogFormats.HTTP,
            "httplog clf", LogFormats.HTTP_CLF));
  }
}
