package io.haloom;

import io.haloom.log.LogAliases;
import io.haloom.log.LogFormats;
import io.haloom.model.load.draft.Vocabulary;
import java.util.Map;

/** What the parser of a configuration is given from above. */
public final class Keywords {
  private Keywords() {}

  /** What log formats are made of, on the host of that name. */
  public static Vocabulary vocabulary(String hostname) {
    return new Vocabulary(
        new LogAliases(hostname)::find,
        Map.of(
            "tcplog", LogFormats.TCP,
            "httplog", LogFormats.HTTP,
            "httplog clf", LogFormats.HTTP_CLF,
            "httpslog", LogFormats.HTTPS));
  }
}
