package io.haloom.model.load.global;

import static io.haloom.model.load.line.ArgumentValidation.argument;
import static io.haloom.model.load.line.ArgumentValidation.text;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.GlobalWord;

/** Words of the global section about HAProxy's own HTTP client. */
final class HttpClientKeywords {
  private HttpClientKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    UnusedGlobalWords client = new UnusedGlobalWords(table, "HAProxy's own HTTP client");
    client.word(text("'%s' expects a file."), "httpclient.ssl.ca-file");
    client.word(argument("'none' or 'required'", "none", "required"), "httpclient.ssl.verify");
    client.word(text("'%s' expects a name."), "httpclient.resolvers.id");
    client.word(argument("'ipv4' or 'ipv6'", "ipv4", "ipv6"), "httpclient.resolvers.prefer");
    return table.build();
  }
}
