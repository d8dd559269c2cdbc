package io.haloom.model.load.address;

import io.haloom.config.Environment;
import io.haloom.model.load.word.Numbers;
import io.haloom.net.UnixAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads addresses (HAProxy manual, section 11): families ({@code ipv4@}, {@code unix@}, ...), host
 * names, ports, ranges and offsets. Messages are HAProxy's.
 */
public final class AddressParser {
  private static final int MAX_UNIX_PATH = 97;
  private static final int MAX_ABSTRACT_NAME = 107;

  private enum Family {
    ANY,
    IPV4,
    IPV6,
    UNIX,
    ABSTRACT,
    FD
  }

  /** A prefix and what it says. {@code stream} is null where the prefix leaves it open. */
  private record Prefix(Family family, Boolean stream) {}

  private static final Map<String, Prefix> PREFIXES =
      Map.ofEntries(
          Map.entry("unix", new Prefix(Family.UNIX, null)),
          Map.entry("uxst", new Prefix(Family.UNIX, true)),
          Map.entry("uxdg", new Prefix(Family.UNIX, false)),
          Map.entry("abns", new Prefix(Family.ABSTRACT, null)),
          Map.entry("ip", new Prefix(Family.ANY, null)),
          Map.entry("ipv4", new Prefix(Family.IPV4, null)),
          Map.entry("ipv6", new Prefix(Family.IPV6, null)),
          Map.entry("tcp", new Prefix(Family.ANY, true)),
          Map.entry("tcp4", new Prefix(Family.IPV4, true)),
          Map.entry("tcp6", new Prefix(Family.IPV6, true)),
          Map.entry("udp", new Prefix(Family.ANY, false)),
          Map.entry("udp4", new Prefix(Family.IPV4, false)),
          Map.entry("udp6", new Prefix(Family.IPV6, false)),
          Map.entry("fd", new Prefix(Family.FD, null)));

  private final Environment environment;
  private final NameResolver resolver;

  /**
   * @param environment what variables in addresses stand for
   * @param resolver what names stand for
   */
  public AddressParser(Environment environment, NameResolver resolver) {
    this.environment = environment;
    this.resolver = resolver;
  }

  /**
   * Reads one address.
   *
   * @throws AddressException with HAProxy's message
   */
  public ParsedAddress parse(String text, Set<AddressOption> options) throws AddressException {
    String expanded = expand(text);
    if (expanded.isEmpty()) {
      throw new AddressException(
          "'%s' resolves to an empty address (environment variable missing?)".formatted(text));
    }
    Boolean stream = null;
    if (expanded.startsWith("stream+")) {
      stream = true;
      expanded = expanded.substring(7);
    } else if (expanded.startsWith("dgram+")) {
      stream = false;
      expanded = expanded.substring(6);
    }
    int at = expanded.indexOf('@');
    String name = at < 0 ? "" : expanded.substring(0, at);
    refuseUnsupported(name, text);
    Prefix prefix = PREFIXES.get(name);
    String rest = expanded;
    if (prefix != null) {
      rest = expanded.substring(at + 1);
      stream = prefix.stream() != null ? prefix.stream() : stream;
    } else {
      prefix = new Prefix(expanded.startsWith("/") ? Family.UNIX : Family.ANY, null);
    }
    boolean datagram = stream == null ? isDatagramByDefault(options) : !stream;
    requireType(text, datagram, options);
    return switch (prefix.family()) {
      case FD -> descriptor(text, rest, datagram, options);
      case UNIX, ABSTRACT -> unix(text, rest, prefix.family() == Family.ABSTRACT, datagram);
      default -> new Inet(text, rest, prefix.family(), datagram, options).parse();
    };
  }

  private static void refuseUnsupported(String prefix, String text) throws AddressException {
    switch (prefix) {
      case "sockpair" ->
          throw new AddressException(
              "'sockpair@' needs HAProxy's master process, which Haloom does not have, in '"
                  + text
                  + "'");
      case "quic4", "quic6" ->
          throw new AddressException(
              "'" + prefix + "@' needs QUIC, which Haloom does not have yet, in '" + text + "'");
      default -> {}
    }
  }

  private static boolean isDatagramByDefault(Set<AddressOption> options) {
    boolean datagram = options.contains(AddressOption.DATAGRAM);
    return datagram
        && (!options.contains(AddressOption.STREAM)
            || options.contains(AddressOption.DEFAULT_DATAGRAM));
  }

  private static void requireType(String text, boolean datagram, Set<AddressOption> options)
      throws AddressException {
    AddressOption needed = datagram ? AddressOption.DATAGRAM : AddressOption.STREAM;
    if (!options.contains(needed)) {
      throw new AddressException(
          "%s-type address not acceptable in '%s'".formatted(datagram ? "dgram" : "stream", text));
    }
  }

  /** Variables are expanded in addresses even outside quotes, as HAProxy has always done. */
  private String expand(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '$') {
        out.append(c);
        i++;
        continue;
      }
      boolean braces = text.startsWith("{", i + 1);
      int start = i + (braces ? 2 : 1);
      int end = start;
      while (end < text.length()
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
        end++;
      }
      String value = environment.get(text.substring(start, end));
      out.append(value == null ? "" : value);
      i = braces && text.startsWith("}", end) ? end + 1 : end;
    }
    return out.toString();
  }

  private static ParsedAddress descriptor(
      String text, String rest, boolean datagram, Set<AddressOption> options)
      throws AddressException {
    if (rest.isEmpty() || Numbers.length(rest) != rest.length() || Numbers.leading(rest) < 0) {
      throw new AddressException(
          "file descriptor '%s' is not a valid integer in '%s'".formatted(rest, text));
    }
    if (!options.contains(AddressOption.SOCKET_FD) && !options.contains(AddressOption.RAW_FD)) {
      throw new AddressException("a file descriptor is not acceptable here in '" + text + "'");
    }
    int fd = Numbers.leading(rest);
    return new ParsedAddress(null, null, IpFamily.ANY, null, fd, 0, 0, 0, false, datagram);
  }

  private static ParsedAddress unix(
      String text, String path, boolean abstractName, boolean datagram) throws AddressException {
    int max = abstractName ? MAX_ABSTRACT_NAME : MAX_UNIX_PATH;
    if (path.length() > max) {
      throw new AddressException("socket path '%s' too long (max %d)".formatted(text, max));
    }
    UnixAddress unix = abstractName ? UnixAddress.abstractName(path) : UnixAddress.file(path);
    return new ParsedAddress(null, null, IpFamily.ANY, unix, -1, 0, 0, 0, false, datagram);
  }

  /** Reads the address and ports of an IP socket. */
  private final class Inet {
    private final String text;
    private final IpFamily family;
    private final boolean datagram;
    private final Set<AddressOption> options;
    private final String host;
    private final String port;
    private int low;
    private int high;
    private int offset;

    Inet(String text, String rest, Family family, boolean datagram, Set<AddressOption> options) {
      this.text = text;
      this.family =
          switch (family) {
            case IPV4 -> IpFamily.IPV4;
            case IPV6 -> IpFamily.IPV6;
            default -> IpFamily.ANY;
          };
      this.datagram = datagram;
      this.options = options;
      int colon = rest.lastIndexOf(':');
      boolean split = colon >= 0 && colon > rest.lastIndexOf(']');
      this.host = split ? rest.substring(0, colon) : rest;
      this.port = split ? rest.substring(colon + 1) : null;
    }

    ParsedAddress parse() throws AddressException {
      if (port != null && !options.contains(AddressOption.PORT)) {
        throw new AddressException("port specification not permitted here in '" + text + "'");
      }
      ports();
      InetAddress ip = literal();
      String name = null;
      if (ip == null) {
        name = host;
        ip = named();
      }
      boolean relative = low == 0 || high == 0;
      return new ParsedAddress(ip, name, family, null, -1, low, high, offset, relative, datagram);
    }

    private void ports() throws AddressException {
      if (port == null || port.isEmpty()) {
        if (options.contains(AddressOption.PORT_MANDATORY)) {
          throw new AddressException("missing port specification in '" + text + "'");
        }
      } else if (Character.isDigit(port.charAt(0))) {
        range();
      } else if (port.charAt(0) == '-' || port.charAt(0) == '+') {
        if (!options.contains(AddressOption.PORT_OFFSET)) {
          throw new AddressException("port offset not permitted here in '" + text + "'");
        }
        digits(port.substring(1));
        offset = Numbers.leading(port);
      } else {
        throw new AddressException(
            "invalid character '%c' in port number '%s' in '%s'"
                .formatted(port.charAt(0), port, text));
      }
    }

    private void range() throws AddressException {
      int dash = port.indexOf('-');
      if (dash >= 0 && !options.contains(AddressOption.PORT_RANGE)) {
        throw new AddressException("port range not permitted here in '" + text + "'");
      }
      low = number(dash < 0 ? port : port.substring(0, dash));
      high = dash < 0 ? low : number(port.substring(dash + 1));
      if (low > high) {
        throw new AddressException("invalid port range '" + low + "-" + high + "'");
      }
    }

    private int number(String digits) throws AddressException {
      digits(digits);
      long value = Numbers.whole(digits);
      int least = options.contains(AddressOption.PORT_MANDATORY) ? 1 : 0;
      if (value < least || value > 65535) {
        throw new AddressException("invalid port '" + digits + "'");
      }
      return (int) value;
    }

    /** Refuses what is not all of digits. */
    private void digits(String number) throws AddressException {
      int good = 0;
      while (good < number.length() && number.charAt(good) >= '0' && number.charAt(good) <= '9') {
        good++;
      }
      if (good < number.length()) {
        throw new AddressException(
            "invalid character '%c' in port number '%s' in '%s'"
                .formatted(number.charAt(good), number, text));
      }
    }

    private InetAddress literal() {
      if (host.isEmpty() || host.equals("*")) {
        return IpLiteral.of(new byte[family == IpFamily.IPV6 ? 16 : 4]);
      }
      return switch (family) {
        case IPV4 -> IpLiteral.ipv4(host);
        case IPV6 -> IpLiteral.ipv6(host);
        default -> IpLiteral.any(host);
      };
    }

    private InetAddress named() throws AddressException {
      if (options.contains(AddressOption.RESOLVE)) {
        List<InetAddress> found = resolver.resolve(host);
        for (InetAddress address : found) {
          if (family.has(address)) {
            return address;
          }
        }
      } else if (options.contains(AddressOption.NAME)) {
        return IpLiteral.of(new byte[4]);
      }
      throw new AddressException("invalid address: '" + host + "' in '" + text + "'");
    }
  }
}
