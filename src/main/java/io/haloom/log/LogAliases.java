package io.haloom.log;

import io.haloom.net.TlsFacts;
import io.haloom.sample.ByteText;
import io.haloom.sample.HttpRequestFacts;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.format.FormatFlags;
import io.haloom.sample.format.LogAlias;
import io.haloom.sample.format.SafeBytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** What {@code %name} stands for in log formats (configuration manual, section 8.2.4). */
public final class LogAliases {
  private static final String NO_SERVER = "<NOSRV>";
  private static final String BAD_REQUEST = "<BADREQ>";

  /** What is known for good only when a session has ended; a line without any is written before. */
  private static final Set<String> AT_END =
      Set.of("B ID Ta Tc Th Ti Tq Tr TR Td Tt Tu Tw U ac bc bq fc rc sc sq ts".split(" "));

  private final Map<String, LogAlias> all = new HashMap<>();

  /** The aliases of a process on the host of that name. */
  public LogAliases(String hostName) {
    addNames(hostName);
    addAddresses();
    addDates();
    addTimers();
    addCounts();
    addHttp();
  }

  /** The alias, or null. */
  public LogAlias find(String name) {
    return all.get(name);
  }

  private void addNames(String hostName) {
    text("f", c -> c.session().frontendName());
    text("b", c -> backend(c.session()));
    text("s", c -> server(c.session()));
    text("H", c -> hostName);
    text("ID", c -> c.session().uniqueId());
    field("ft", LogAliases::frontend);
    field("ts", LogAliases::terminationState);
    field("tsc", LogAliases::terminationStateAndCookies);
    captured("hr", SessionFacts::requestCaptures, SessionFacts::captureSlots);
    captured("hs", SessionFacts::responseCaptures, SessionFacts::responseCaptureSlots);
    text("sslc", c -> tls(c.session(), TlsFacts::cipher));
    text("sslv", c -> tls(c.session(), TlsFacts::version));
  }

  private void addAddresses() {
    address("c", SampleContext::source);
    address("f", SampleContext::destination);
    address("b", c -> c.session().serverSide());
    address("s", c -> c.session().serverAddress());
  }

  private void addDates() {
    field("t", (c, flags, into) -> date(into, c, LogDates::appendLocal));
    field("T", (c, flags, into) -> date(into, c, LogDates::appendGmt));
    field("Tl", (c, flags, into) -> date(into, c, LogDates::appendZoned));
    hexadecimal("Ts", "%04X", c -> c.session().acceptMicros() / 1_000_000);
    field("ms", LogAliases::milliseconds);
    http("tr", (c, flags, into) -> requestDate(into, c, LogDates::appendLocal));
    http("trg", (c, flags, into) -> requestDate(into, c, LogDates::appendGmt));
    http("trl", (c, flags, into) -> requestDate(into, c, LogDates::appendZoned));
  }

  private void addTimers() {
    number("Th", c -> c.session().handshakeMillis());
    number("Tw", c -> since(c.session().queuedMillis(), c.session().requestMillis()));
    number("Tc", c -> since(c.session().connectedMillis(), c.session().queuedMillis()));
    number("Td", c -> untilEnd(c.session()));
    growing("Tt", c -> c.session().totalMillis());
    growing("Tu", c -> c.session().totalMillis());
  }

  private void addCounts() {
    growing("B", c -> c.session().bytesOut());
    number("U", c -> c.session().bytesIn());
    number("ac", c -> c.session().processConnections());
    number("fc", c -> c.session().frontendSessions());
    number("bc", c -> c.session().backendSessions());
    number("sc", c -> c.session().serverSessions());
    number("sq", c -> c.session().serverQueue());
    number("bq", c -> c.session().backendQueue());
    number("ST", c -> c.session().loggedStatus());
    field("rc", LogAliases::retries);
    hexadecimal("rt", "%04X", c -> c.session().number());
    hexadecimal("lc", "%04X", c -> c.session().frontendLogs());
    hexadecimal("pid", "%04X", c -> c.process().pid());
  }

  private void addHttp() {
    http("CC", (c, flags, into) -> text(c.session().capturedCookie(), flags, into));
    http("CS", (c, flags, into) -> text(c.session().capturedResponseCookie(), flags, into));
    httpNumber("Ti", c -> c.session().idleMillis() - c.session().handshakeMillis());
    httpNumber("Tq", c -> c.session().requestMillis());
    httpNumber("TR", c -> since(c.session().requestMillis(), c.session().idleMillis()));
    httpNumber("Tr", c -> since(c.session().respondedMillis(), c.session().connectedMillis()));
    http("Ta", LogAliases::activeTime);
    request("r", HttpRequestFacts::appendLine);
    request("HM", HttpRequestFacts::method);
    request("HU", HttpRequestFacts::target);
    request("HP", HttpRequestFacts::beforeQuery);
    request("HPO", HttpRequestFacts::path);
    request("HQ", HttpRequestFacts::query);
    request("HV", HttpRequestFacts::shownVersion);
  }

  // --- kinds of fields -------------------------------------------------------------------------

  private void field(String name, LogAlias.Field field) {
    all.put(name, new LogAlias(name, false, needs(name), field));
  }

  private void http(String name, LogAlias.Field field) {
    all.put(name, new LogAlias(name, true, needs(name), field));
  }

  private void httpNumber(String name, ToLongFunction<SampleContext> number) {
    http(
        name,
        (context, flags, into) -> {
          into.append(number.applyAsLong(context));
          return true;
        });
  }

  private void request(String name, Function<HttpRequestFacts, String> part) {
    request(name, (request, into) -> into.append(part.apply(request)));
  }

  /** A part of the request's line; all of them name a request that could not be read. */
  private void request(String name, BiConsumer<HttpRequestFacts, ByteText> part) {
    http(
        name,
        (context, flags, into) -> {
          HttpRequestFacts request = context.session().request();
          if (flags.quote()) {
            into.append('"');
          }
          int start = into.length();
          if (request == null) {
            into.append(BAD_REQUEST);
          } else {
            part.accept(request, into);
          }
          flags.encode(into, start, '#', SafeBytes.URL);
          if (flags.quote()) {
            into.append('"');
          }
          return true;
        });
  }

  private static Set<LogAlias.Need> needs(String name) {
    if (name.equals("bi") || name.equals("bp")) {
      return EnumSet.of(LogAlias.Need.SERVER_SIDE);
    }
    return AT_END.contains(name)
        ? EnumSet.of(LogAlias.Need.END)
        : EnumSet.noneOf(LogAlias.Need.class);
  }

  private void text(String name, Function<SampleContext, String> text) {
    field(name, (context, flags, into) -> text(text.apply(context), flags, into));
  }

  private static boolean text(String text, FormatFlags flags, ByteText into) {
    flags.append(into, text);
    return true;
  }

  /** What was captured of a message, in one group, and as a list. */
  private void captured(
      String name, Function<SessionFacts, String[]> captures, ToIntFunction<SessionFacts> slots) {
    field(
        name,
        (context, flags, into) -> {
          SessionFacts session = context.session();
          int all = isUnread(session) ? 0 : slots.applyAsInt(session);
          return Captures.appendGroup(captures.apply(session), all, flags, into);
        });
    field(
        name + "l",
        (context, flags, into) -> {
          SessionFacts session = context.session();
          int all = isUnread(session) ? 0 : slots.applyAsInt(session);
          return Captures.appendList(captures.apply(session), all, flags, into);
        });
  }

  /** Of a request that could not be read, nothing is captured, not even that there was nothing. */
  private static boolean isUnread(SessionFacts session) {
    return session.isHttp() && session.request() == null;
  }

  private void number(String name, ToLongFunction<SampleContext> number) {
    field(
        name,
        (context, flags, into) -> {
          into.append(number.applyAsLong(context));
          return true;
        });
  }

  /** A number that a line written before the end marks with a plus. */
  private void growing(String name, ToLongFunction<SampleContext> number) {
    field(
        name,
        (context, flags, into) -> {
          if (context.session().unfinished()) {
            into.append('+');
          }
          into.append(number.applyAsLong(context));
          return true;
        });
  }

  /** A number that {@code +X} writes in hexadecimal. */
  private void hexadecimal(String name, String format, ToLongFunction<SampleContext> number) {
    field(
        name,
        (context, flags, into) -> {
          long value = number.applyAsLong(context);
          if (flags.hexadecimal()) {
            into.append(String.format(Locale.ROOT, format, (int) value));
          } else {
            into.append(value);
          }
          return true;
        });
  }

  private void address(String side, Function<SampleContext, SocketAddress> address) {
    field(
        side + "i",
        (context, flags, into) -> {
          appendIp(into, address.apply(context), flags);
          return true;
        });
    field(
        side + "p",
        (context, flags, into) -> {
          appendPort(into, address.apply(context), flags, context.session());
          return true;
        });
  }

  // --- fields ----------------------------------------------------------------------------------

  private static String backend(SessionFacts session) {
    return session.backendName() == null ? session.frontendName() : session.backendName();
  }

  private static String server(SessionFacts session) {
    return session.serverName() == null ? NO_SERVER : session.serverName();
  }

  private static String tls(SessionFacts session, Function<TlsFacts, String> fact) {
    TlsFacts tls = session.clientTls();
    return tls == null ? null : fact.apply(tls);
  }

  private static boolean frontend(SampleContext context, FormatFlags flags, ByteText into) {
    if (flags.quote()) {
      into.append('"');
    }
    into.append(context.session().frontendName());
    if (context.session().clientTls() != null) {
      into.append('~');
    }
    if (flags.quote()) {
      into.append('"');
    }
    return true;
  }

  private static boolean terminationState(SampleContext context, FormatFlags flags, ByteText into) {
    into.append(context.session().terminationCause());
    into.append(context.session().terminationPhase());
    return true;
  }

  private static boolean terminationStateAndCookies(
      SampleContext context, FormatFlags flags, ByteText into) {
    terminationState(context, flags, into);
    into.append(context.session().requestCookie());
    into.append(context.session().responseCookie());
    return true;
  }

  private static boolean retries(SampleContext context, FormatFlags flags, ByteText into) {
    if (context.session().redispatched()) {
      into.append('+');
    }
    into.append(context.session().retries());
    return true;
  }

  private static boolean milliseconds(SampleContext context, FormatFlags flags, ByteText into) {
    int millis = (int) (context.session().acceptMicros() / 1000 % 1000);
    if (flags.hexadecimal()) {
      into.append(String.format(Locale.ROOT, "%02X", millis));
    } else {
      into.appendPadded(millis, 3);
    }
    return true;
  }

  /** Appends a date. */
  private interface Dated {
    void append(ByteText into, long micros);
  }

  private static boolean date(ByteText into, SampleContext context, Dated date) {
    date.append(into, context.session().acceptMicros());
    return true;
  }

  /** When the request began to come. */
  private static boolean requestDate(ByteText into, SampleContext context, Dated date) {
    SessionFacts session = context.session();
    date.append(into, session.acceptMicros() + session.idleMillis() * 1000L);
    return true;
  }

  /** What the session has lasted without its idle time ({@code %Ta}). */
  private static boolean activeTime(SampleContext context, FormatFlags flags, ByteText into) {
    SessionFacts session = context.session();
    if (session.unfinished()) {
      into.append('+');
    }
    into.append(session.totalMillis() - session.idleMillis());
    return true;
  }

  private static int since(int at, int from) {
    return at < 0 ? -1 : at - from;
  }

  private static int untilEnd(SessionFacts session) {
    return session.connectedMillis() < 0 ? -1 : session.totalMillis() - session.connectedMillis();
  }

  private static void appendIp(ByteText into, SocketAddress address, FormatFlags flags) {
    if (!(address instanceof InetSocketAddress inet)) {
      text(address == null ? null : "unix", flags, into);
      return;
    }
    InetAddress ip = inet.getAddress();
    if (!flags.hexadecimal()) {
      flags.append(into, ip);
      return;
    }
    for (byte b : ip.getAddress()) {
      appendHex(into, b & 0xFF);
    }
  }

  private static void appendPort(
      ByteText into, SocketAddress address, FormatFlags flags, SessionFacts session) {
    if (address == null) {
      text(null, flags, into);
    } else if (!(address instanceof InetSocketAddress inet)) {
      into.append(session.listenerId());
    } else if (flags.hexadecimal()) {
      appendHex(into, inet.getPort() >> 8);
      appendHex(into, inet.getPort() & 0xFF);
    } else {
      into.append(inet.getPort());
    }
  }

  private static void appendHex(ByteText into, int value) {
    into.append("0123456789ABCDEF".charAt(value >> 4));
    into.append("0123456789ABCDEF".charAt(value & 15));
  }
}
