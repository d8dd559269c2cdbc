package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.model.ServerAddress.PrefixedNet;
import io.haloom.model.load.address.IpLiteral;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.RefusedWords;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.model.load.word.Refusals;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Words of server lines that tell how a server's name becomes an address (HAProxy manual, section
 * 5.3).
 */
final class ServerResolveWords {
  private static final int MAX_NETWORKS = 5;

  private ServerResolveWords() {}

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    ServerWordTable.value(table, "init-addr", ServerResolveWords::initAddr);
    ServerWordTable.value(table, "resolve-prefer", ServerResolveWords::prefer);
    ServerWordTable.value(table, "resolve-net", ServerResolveWords::networks);
    ServerWordTable.value(table, "resolve-opts", ServerResolveWords::options);
    table.refused("resolvers", Refusals.DNS, RefusedWords.skipping(1));
    return table.build();
  }

  private static void initAddr(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    List<String> methods = new ArrayList<>();
    boolean literal = false;
    for (String method : parts(text)) {
      boolean address = IpLiteral.any(method) != null;
      if (address && literal) {
        throw new LineException(
            "'init-addr' : initial address already specified, cannot add '" + method + "'.");
      }
      literal |= address;
      if (!address && !List.of("libc", "last", "none").contains(method)) {
        throw new LineException(
            "'init-addr' : unknown init-addr method '%s', supported methods are 'libc', 'last', 'none'."
                .formatted(method));
      }
      methods.add(method);
    }
    server.initAddr = List.copyOf(methods);
  }

  private static void prefer(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    server.preferIpv6 =
        switch (text) {
          case "ipv4" -> false;
          case "ipv6" -> true;
          default ->
              throw new LineException("'resolve-prefer' expects either ipv4 or ipv6 as argument.");
        };
  }

  private static void networks(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'resolve-net' expects a list of networks.");
    }
    List<PrefixedNet> networks = new ArrayList<>();
    for (String network : parts(text)) {
      if (networks.size() == MAX_NETWORKS) {
        throw new LineException("'resolve-net' exceed " + MAX_NETWORKS + " networks.");
      }
      networks.add(network(network));
    }
    server.preferNets = networks;
  }

  private static PrefixedNet network(String text) throws LineException {
    int slash = text.indexOf('/');
    InetAddress address = IpLiteral.any(slash < 0 ? text : text.substring(0, slash));
    String bits = slash < 0 ? "" : text.substring(slash + 1);
    boolean bad = address == null || (slash >= 0 && Numbers.length(bits) != bits.length());
    int width = bad ? 0 : address.getAddress().length * 8;
    int prefix = slash < 0 ? width : Numbers.leading(bits);
    if (bad || prefix < 0 || prefix > width) {
      throw new LineException("'resolve-net' invalid network '" + text + "'.");
    }
    return new PrefixedNet(address, prefix);
  }

  private static void options(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    for (String option : parts(text)) {
      switch (option) {
        case "allow-dup-ip" -> server.allowDuplicates = true;
        case "prevent-dup-ip" -> server.allowDuplicates = false;
        case "ignore-weight" -> {
          // Weights come with SRV records only, and the system's resolver gives none.
        }
        default ->
            throw new LineException(
                "'resolve-opts' : unknown resolve-opts option '%s', supported methods are 'allow-dup-ip', 'ignore-weight', and 'prevent-dup-ip'."
                    .formatted(option));
      }
    }
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }
}
