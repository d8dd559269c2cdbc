package io.haloom.model.load.server;

import io.haloom.model.SourceConfig;
import io.haloom.model.SourceConfig.UseSource;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.address.AddressOption;
import io.haloom.model.load.address.ParsedAddress;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Refusals;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code source} of servers and backends, and {@code socks4}: where connections to servers come
 * from.
 */
public final class ServerSourceWords {
  private static final Set<AddressOption> PLAIN =
      EnumSet.of(AddressOption.RESOLVE, AddressOption.PORT, AddressOption.STREAM);
  private static final Set<AddressOption> RANGE =
      EnumSet.of(
          AddressOption.RESOLVE,
          AddressOption.PORT,
          AddressOption.PORT_RANGE,
          AddressOption.STREAM);
  private static final Set<AddressOption> MANDATORY =
      EnumSet.of(
          AddressOption.RESOLVE,
          AddressOption.PORT,
          AddressOption.PORT_MANDATORY,
          AddressOption.STREAM);

  private ServerSourceWords() {}

  /** {@code source} on a server line. */
  static int source(KeywordLine line, int at, ServerDraft server) throws LineException {
    if (!line.has(at + 1)) {
      throw new LineException(
          "'source' expects <addr>[:<port>[-<port>]], and optionally 'usesrc' <addr>, and"
              + " 'interface' <name> as argument.");
    }
    Reader reader = new Reader(line, at + 2, "'client', 'clientip', or 'hdr_ip(name,#)'");
    reader.address(line.word(at + 1), RANGE);
    server.source = reader.build();
    return reader.at;
  }

  /** {@code source} as a line of a backend. */
  public static void source(ProxyLine line) throws LineException {
    line.wantsBackend("source");
    if (!line.has(1)) {
      throw new LineException(
          "'source' expects <addr>[:<port>], and optionally 'usesrc' <addr>, and 'interface'"
              + " <name>.");
    }
    Reader reader = new Reader(line, 2, "'client', or 'clientip'");
    reader.address(line.word(1), PLAIN);
    line.proxy().backend.source = reader.build();
    if (line.has(reader.at)) {
      throw new LineException("'source' only supports optional keywords 'interface' and 'usesrc'.");
    }
  }

  static void socks4(ServerDraft server, KeywordLine line, String text) throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'socks4' expects <addr>:<port> as argument.");
    }
    try {
      server.socks4 = line.context().addresses().parse(text, MANDATORY).socketAddress();
    } catch (AddressException e) {
      throw new LineException("'socks4 " + text + "' : " + e.getMessage());
    }
  }

  /** Reads an address and the {@code usesrc} and {@code interface} that may follow. */
  private static final class Reader {
    private final KeywordLine line;
    private int at;
    private ParsedAddress address;
    private String device;
    private final String useSourceHelp;
    private UseSource use = UseSource.OWN;
    private InetSocketAddress foreign;

    Reader(KeywordLine line, int at, String useSourceHelp) {
      this.line = line;
      this.at = at;
      this.useSourceHelp = useSourceHelp;
    }

    void address(String text, Set<AddressOption> options) throws LineException {
      try {
        address = line.context().addresses().parse(text, options);
      } catch (AddressException e) {
        throw new LineException("'source " + text + "' : " + e.getMessage());
      }
      if (address.ip() == null) {
        throw new LineException("'source " + text + "' : an IP address is needed here");
      }
    }

    SourceConfig build() throws LineException {
      while (true) {
        if (line.word(at).equals("usesrc")) {
          useSource(line.word(at + 1));
        } else if (line.word(at).equals("interface")) {
          device = line.word(at + 1);
          if (device.isEmpty()) {
            throw new LineException("'" + line.keyword() + "' : missing interface name.");
          }
        } else {
          break;
        }
        at += 2;
      }
      boolean range = address.lowPort() != address.highPort();
      int port = range ? 0 : address.lowPort();
      return new SourceConfig(
          new InetSocketAddress(address.ip(), port),
          range ? address.lowPort() : 0,
          range ? address.highPort() : 0,
          device,
          use,
          foreign);
    }

    private void useSource(String text) throws LineException {
      switch (text) {
        case "" ->
            throw new LineException(
                "'usesrc' expects <addr>[:<port>], " + useSourceHelp + " as argument.");
        case "client" -> use = UseSource.CLIENT;
        case "clientip" -> use = UseSource.CLIENT_IP;
        default -> foreign(text);
      }
    }

    private void foreign(String text) throws LineException {
      if (text.startsWith("hdr_ip(")) {
        throw new LineException("'usesrc " + text + "' " + Refusals.NOT_YET);
      }
      try {
        foreign = (InetSocketAddress) line.context().addresses().parse(text, PLAIN).socketAddress();
        use = UseSource.ADDRESS;
      } catch (AddressException e) {
        throw new LineException("'usesrc " + text + "' : " + e.getMessage());
      }
    }
  }
}
