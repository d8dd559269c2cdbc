package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.config.KeywordTable.Entry;
import io.haloom.config.KeywordTable.Support;
import io.haloom.config.Suggest;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.address.AddressOption;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.line.RefusedWords;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Names;
import io.haloom.model.load.word.Numbers;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code server}, {@code default-server} and {@code server-template} lines (HAProxy manual, section
 * 5.2).
 */
public final class ServerParser {
  private static final KeywordTable<LineWord<ServerDraft>> WORDS = joined();

  private static final Set<AddressOption> ADDRESS =
      EnumSet.of(
          AddressOption.PORT, AddressOption.PORT_OFFSET, AddressOption.NAME, AddressOption.STREAM);

  /** Words that {@code add server} does not take (management guide, "add server"). */
  private static final Set<String> NOT_DYNAMIC =
      Set.of(
          "cookie",
          "init-addr",
          "log-proto",
          "max-reuse",
          "namespace",
          "no-agent-check",
          "no-check",
          "no-check-send-proxy",
          "no-check-ssl",
          "no-send-proxy-v2-ssl",
          "no-send-proxy-v2-ssl-cn",
          "no-ssl",
          "non-stick",
          "redir",
          "resolve-net",
          "resolve-opts",
          "resolve-prefer",
          "resolvers",
          "socks4",
          "ssl-reuse",
          "stick",
          "tcp-ut");

  /** Where the words of a server stand. */
  private enum Kind {
    SERVER,
    DEFAULT_SERVER,
    DYNAMIC
  }

  private ServerParser() {}

  /** The words after the address. */
  public static KeywordTable<LineWord<ServerDraft>> words() {
    return WORDS;
  }

  private static KeywordTable<LineWord<ServerDraft>> joined() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    table.addAll(ServerWords.table());
    table.addAll(ServerResolveWords.table());
    table.addAll(ServerPoolWords.table());
    table.addAll(ServerCheckWords.table());
    table.addAll(ServerTlsWords.table());
    table.addAll(ServerProtocolWords.table());
    table.addAll(ServerUnsupportedWords.table());
    return table.build();
  }

  public static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("server", ServerParser::server);
    table.yes("default-server", ServerParser::defaultServer);
    table.yes("server-template", ServerParser::template);
    return table.build();
  }

  private static void server(ProxyLine line) throws LineException {
    allowed(line);
    if (!line.has(2)) {
      throw LineException.object("'server' expects <name> and <addr>[:<port>] as arguments.");
    }
    validateName(line, "name");
    ServerDraft server = start(line, line.word(1));
    line.proxy().backend.servers.add(server);
    finish(line, server, 2, Kind.SERVER);
  }

  /** A server added while running: no default-server applies, and it starts disabled. */
  public static ServerDraft dynamic(ProxyLine line) throws LineException {
    if (!line.has(2)) {
      throw new LineException("'server' expects <name> and <addr>[:<port>] as arguments.");
    }
    validateName(line, "name");
    ServerDraft server = start(line, line.word(1));
    server.disabled = true;
    finish(line, server, 2, Kind.DYNAMIC);
    return server;
  }

  private static void template(ProxyLine line) throws LineException {
    allowed(line);
    if (!line.has(3)) {
      throw LineException.object(
          "'server-template' expects <prefix> <nb | range> <addr>[:<port>] as arguments.");
    }
    validateName(line, "prefix");
    int[] range = range(line.word(2));
    if (range == null) {
      throw LineException.object(
          "Wrong server-template number or range arg '" + line.word(2) + "'.");
    }
    ServerDraft first = start(line, line.word(1) + range[0]);
    line.proxy().backend.servers.add(first);
    finish(line, first, 3, Kind.SERVER);
    for (int i = range[0] + 1; i <= range[1]; i++) {
      ServerDraft next = first.inherit();
      next.name = line.word(1) + i;
      next.id = 0;
      line.proxy().backend.servers.add(next);
    }
  }

  private static void defaultServer(ProxyLine line) throws LineException {
    allowedBackend(line);
    line.proxy().backend.defaultServer.line = line.line();
    words(line, 1, line.proxy().backend.defaultServer, Kind.DEFAULT_SERVER, "");
  }

  private static void allowed(ProxyLine line) throws LineException {
    if (line.proxy().isDefaults()) {
      throw LineException.object("'" + line.keyword() + "' not allowed in 'defaults' section.");
    }
    allowedBackend(line);
  }

  private static void allowedBackend(ProxyLine line) throws LineException {
    ProxyDraft proxy = line.proxy();
    if (!proxy.hasBackend()) {
      // HAProxy prints the place twice here.
      throw LineException.object(
          "parsing [%s] : '%s' not allowed because %s '%s' has no backend capability."
              .formatted(line.line().location(), line.keyword(), proxy.typeName(), proxy.name()));
    }
  }

  private static void validateName(ProxyLine line, String what) throws LineException {
    String name = line.word(1);
    if (name.isEmpty()) {
      // HAProxy finds its end of the text not permitted, and its message ends there.
      throw LineException.object(
          "an empty %s %s is not permitted.".formatted(line.keyword(), what));
    }
    int bad = Names.firstBad(name);
    if (bad >= 0) {
      throw LineException.object(
          "character '%c' is not permitted in %s %s '%s'."
              .formatted(name.charAt(bad), line.keyword(), what, name));
    }
  }

  private static int[] range(String text) {
    int dash = text.indexOf('-');
    String low = dash < 0 ? "1" : text.substring(0, dash);
    String high = dash < 0 ? text : text.substring(dash + 1);
    boolean numbers =
        !low.isEmpty()
            && !high.isEmpty()
            && Numbers.length(low) == low.length()
            && Numbers.length(high) == high.length();
    if (!numbers || Numbers.leading(low) > Numbers.leading(high)) {
      return null;
    }
    return new int[] {Numbers.leading(low), Numbers.leading(high)};
  }

  private static ServerDraft start(ProxyLine line, String name) {
    ServerDraft server = line.proxy().backend.defaultServer.inherit();
    server.name = name;
    server.line = line.line();
    server.id = 0;
    server.idForced = false;
    return server;
  }

  private static void finish(ProxyLine line, ServerDraft server, int at, Kind kind)
      throws LineException {
    String object =
        kind == Kind.DYNAMIC ? "" : "'server " + line.proxy().name() + "/" + server.name + "' : ";
    server.broken = true;
    try {
      server.written = line.word(at);
      server.address = line.context().addresses().parse(server.written, ADDRESS);
    } catch (AddressException e) {
      throw LineException.object(object + e.getMessage());
    }
    words(line, at + 1, server, kind, object);
    if (server.check && server.track != null) {
      throw LineException.object(object + "unable to enable checks and tracking at the same time!");
    }
    if (server.agent && server.agentPort == 0) {
      throw LineException.object(
          object
              + "server "
              + server.name
              + " does not have agent port. Agent check has been disabled.");
    }
    try {
      ServerTlsWords.compile(line, server);
    } catch (LineException e) {
      throw LineException.object(object + e.getMessage());
    }
    server.broken = false;
  }

  private static void words(ProxyLine line, int at, ServerDraft server, Kind kind, String object)
      throws LineException {
    RefusedWords refused = new RefusedWords();
    int next = at;
    while (line.has(next)) {
      String word = line.word(next);
      Entry<LineWord<ServerDraft>> entry = WORDS.find(word);
      if (entry == null) {
        throw LineException.object(object + unknown(word, kind == Kind.DEFAULT_SERVER));
      }
      if (kind == Kind.DYNAMIC && NOT_DYNAMIC.contains(word)) {
        throw new LineException("'" + word + "' option is not accepted for dynamic server");
      }
      if (entry.support() == Support.REFUSED) {
        refused.add(entry);
      }
      if (kind == Kind.DEFAULT_SERVER && word.equals("id")) {
        line.context()
            .diagnostics()
            .harmlessAlert(
                "["
                    + line.line().location()
                    + "] : 'id' option is not accepted in default-server sections");
        next += 2;
        continue;
      }
      try {
        next = entry.handler().parse(line, next, server);
      } catch (LineException e) {
        throw e.isBare() ? e : LineException.object(object + e.getMessage() + ".");
      }
    }
    if (!refused.isEmpty()) {
      throw LineException.object(object + refused.text());
    }
  }

  private static String unknown(String word, boolean defaults) {
    String nearest = Suggest.nearest(word, WORDS.words());
    String hint = defaults ? " Hint: no address was expected for this server." : "";
    return nearest == null
        ? "unknown keyword '" + word + "'." + hint
        : "unknown keyword '" + word + "'; did you mean '" + nearest + "' maybe ?" + hint;
  }
}
