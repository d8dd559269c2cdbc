package io.haloom.model.load.old;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;

/**
 * Words of proxy sections that HAProxy had once and dropped; each is translated, and today's form
 * is printed.
 */
public final class OldProxyKeywords {
  private OldProxyKeywords() {}

  public static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    for (String word : new String[] {"redispatch", "redisp"}) {
      table.warned(
          word,
          "is the old form of 'option redispatch'",
          line -> {
            line.proxy().backend.redispatch = -1;
            line.warn(
                "'"
                    + word
                    + "' is not supported any more by HAProxy, write 'option redispatch' instead.");
          });
    }
    table.warned(
        "bind-process",
        "is without effect: there is one process",
        line -> line.warn("'bind-process' is without effect: there is one process."));
    table.warned(
        "grace",
        "is without effect: listeners close at once when a soft stop is asked for",
        line ->
            line.warn(
                "'grace' is without effect: listeners close at once when a soft stop is asked for;"
                    + " 'hard-stop-after' in the global section limits how long sessions may"
                    + " last."));
    table.warned(
        "monitor-net",
        "is translated to 'http-request return status 200 if { src NETWORK }', in HTTP mode only",
        line ->
            HeaderRewriting.translate(
                line,
                ("'monitor-net' doesn't exist anymore. Please use 'http-request return status 200"
                        + " if { src %s }' instead.")
                    .formatted(line.word(1))));
    table.refused(
        "appsession",
        "is not supported anymore since HAProxy 1.6: use 'stick on'",
        line -> {
          throw new LineException("'appsession' is not supported anymore since HAProxy 1.6.");
        });
    return table.build();
  }
}
