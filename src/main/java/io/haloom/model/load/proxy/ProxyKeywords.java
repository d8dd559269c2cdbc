package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.model.BackendConfig.StateSource;
import io.haloom.model.KeepAliveConfig;
import io.haloom.model.Option;
import io.haloom.model.Place;
import io.haloom.model.ProxyConfig.Mode;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.address.AddressOption;
import io.haloom.model.load.bind.BindParser;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.server.ServerSourceWords;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.MessageLines;
import io.haloom.model.load.word.Numbers;
import java.util.EnumSet;
import java.util.Set;

/**
 * The words of proxy sections that belong to no family of their own (HAProxy manual, section 4.2).
 */
final class ProxyKeywords {
  private static final Set<AddressOption> DISPATCH =
      EnumSet.of(
          AddressOption.RESOLVE,
          AddressOption.PORT,
          AddressOption.PORT_MANDATORY,
          AddressOption.STREAM);

  /** {@code retry-on all-retryable-errors}. */
  private static final Set<RetryOn> RETRYABLE =
      EnumSet.of(
          RetryOn.CONN_FAILURE,
          RetryOn.EMPTY_RESPONSE,
          RetryOn.JUNK_RESPONSE,
          RetryOn.RESPONSE_TIMEOUT,
          RetryOn.STATUS_500,
          RetryOn.STATUS_502,
          RetryOn.STATUS_503,
          RetryOn.STATUS_504);

  private ProxyKeywords() {}

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("mode", ProxyKeywords::mode);
    table.yes("id", ProxyKeywords::id);
    table.yes("description", ProxyKeywords::description);
    table.yes("disabled", line -> disabled(line, true));
    table.yes("enabled", line -> disabled(line, false));
    table.yes("bind", ProxyKeywords::bind);
    table.yes("maxconn", ProxyKeywords::maxconn);
    table.yes("backlog", ProxyKeywords::backlog);
    table.yes("rate-limit", ProxyKeywords::rateLimit);
    table.yes("default_backend", ProxyKeywords::defaultBackend);
    table.yes("fullconn", ProxyKeywords::fullconn);
    table.yes("retries", ProxyKeywords::retries);
    table.yes("retry-on", ProxyKeywords::retryOn);
    table.yes("dispatch", ProxyKeywords::dispatch);
    table.yes("source", ServerSourceWords::source);
    table.yes("transparent", ProxyKeywords::transparent);
    table.yes("load-server-state-from-file", ProxyKeywords::stateSource);
    table.yes("server-state-file-name", ProxyKeywords::stateFileName);
    for (String side : new String[] {"cli", "srv"}) {
      for (String value : new String[] {"cnt", "idle", "intvl"}) {
        table.yes(side + "tcpka-" + value, line -> keepAlive(line, side.equals("cli"), value));
      }
    }
    return table.build();
  }

  private static void mode(ProxyLine line) throws LineException {
    line.atMost(1);
    line.proxy().mode =
        switch (line.word(1)) {
          case "tcp" -> Mode.TCP;
          case "http" -> Mode.HTTP;
          case "health" ->
              throw new LineException(
                  "'mode health' doesn't exist anymore. Please use 'http-request return status 200'"
                      + " instead.");
          default -> throw new LineException("unknown proxy mode '" + line.word(1) + "'.");
        };
  }

  private static void id(ProxyLine line) throws LineException {
    line.tightNotInDefaults();
    line.atMost(1);
    if (!line.has(1)) {
      throw LineException.tight("'id' expects an integer argument.");
    }
    int id = line.integer(1);
    String problem = Numbers.notAnId(id, line.word(1));
    if (problem != null) {
      throw LineException.tight(problem + ".");
    }
    ProxyDraft proxy = line.proxy();
    for (ProxyDraft other : line.context().proxies()) {
      if (other != proxy && other.id == id) {
        throw LineException.tight(
            "%s %s reuses same custom id as %s %s (declared at %s:%d)."
                .formatted(
                    proxy.typeName(),
                    proxy.name(),
                    other.typeName(),
                    other.name(),
                    other.place().file(),
                    other.place().line()));
      }
    }
    proxy.idForced = true;
    proxy.id = id;
  }

  private static void description(ProxyLine line) throws LineException {
    line.tightNotInDefaults();
    if (!line.has(1)) {
      throw LineException.tight("'description' expects a string argument.");
    }
    line.proxy().description = String.join(" ", line.from(1));
  }

  private static void disabled(ProxyLine line, boolean disabled) throws LineException {
    line.atMost(0);
    line.proxy().disabled = disabled;
  }

  private static void bind(ProxyLine line) throws LineException {
    line.notInDefaults();
    line.wantsFrontend("bind");
    if (!line.has(1)) {
      throw new LineException(
          "'bind' expects {<path>|[addr1]:port1[-end1]}{,[addr]:port[-end]}... as arguments.");
    }
    try {
      line.proxy().frontend.binds.add(BindParser.addresses(line, 1));
    } catch (AddressException e) {
      throw new LineException("'bind' : " + e.getMessage());
    }
    bindWords(line, line.proxy().frontend.binds.getLast());
  }

  private static void bindWords(ProxyLine line, BindDraft bind) throws LineException {
    String where = "'bind " + line.word(1) + "' in section '" + line.proxy().sectionWord() + "'";
    try {
      BindParser.words(line, 2, bind, (word, nearest) -> unknownBindWord(where, word, nearest));
    } catch (LineException e) {
      boolean whole = e.getMessage().startsWith("'bind ");
      throw whole ? e : new LineException(where + " : " + MessageLines.indented(e.getMessage()));
    }
    for (BindDraft other : line.proxy().frontend.binds) {
      if (other != bind && bind.id != 0 && other.id == bind.id) {
        throw new LineException(
            "%s : 'id' : custom id %d already used at %s:%d ('bind %s')"
                .formatted(
                    where,
                    bind.id,
                    other.place.file(),
                    other.place.line(),
                    other.addresses.get(0).written()));
      }
    }
  }

  private static LineException unknownBindWord(String where, String word, String nearest) {
    return new LineException(
        nearest == null
            ? "%s: unknown keyword '%s'.".formatted(where, word)
            : "%s: unknown keyword '%s'; did you mean '%s' maybe ?"
                .formatted(where, word, nearest));
  }

  private static int integer(ProxyLine line) throws LineException {
    if (!line.has(1)) {
      throw new LineException("'" + line.keyword() + "' expects an integer argument.");
    }
    line.atMost(1);
    return line.integer(1);
  }

  private static void maxconn(ProxyLine line) throws LineException {
    line.wants(
        line.proxy().hasFrontend(),
        "maxconn",
        "no frontend",
        " Maybe you want 'fullconn' instead ?");
    line.proxy().frontend.maxconn = Math.max(0, integer(line));
  }

  private static void backlog(ProxyLine line) throws LineException {
    line.wantsFrontend("backlog");
    line.proxy().frontend.backlog = Math.max(0, integer(line));
  }

  private static void fullconn(ProxyLine line) throws LineException {
    line.wants(
        line.proxy().hasBackend(), "fullconn", "no backend", " Maybe you want 'maxconn' instead ?");
    line.proxy().backend.fullconn = Math.max(0, integer(line));
  }

  private static void retries(ProxyLine line) throws LineException {
    line.wantsBackend("retries");
    line.atMost(1);
    if (!line.has(1)) {
      throw new LineException("'retries' expects an integer argument (dispatch counts for one).");
    }
    line.proxy().backend.retries = Math.max(0, line.integer(1));
  }

  private static void rateLimit(ProxyLine line) throws LineException {
    if (!line.word(1).equals("sessions")) {
      throw new LineException("'rate-limit' only supports 'sessions' (got '" + line.word(1) + "')");
    }
    String text = line.word(2);
    if (text.isEmpty()) {
      throw new LineException(
          "'rate-limit sessions' expects expects an integer value (in sessions/second)");
    }
    long rate = Numbers.anyBase("rate-limit sessions", text);
    if (!line.proxy().hasFrontend()) {
      line.warn(
          "rate-limit sessions will be ignored because %s '%s' has no frontend capability"
              .formatted(line.proxy().typeName(), line.proxy().name()));
    }
    line.proxy().frontend.rateLimit = Math.clamp(rate, 0, Integer.MAX_VALUE);
  }

  private static void defaultBackend(ProxyLine line) throws LineException {
    line.wantsFrontend("default_backend");
    if (!line.has(1)) {
      throw new LineException("'default_backend' expects a backend name.");
    }
    line.proxy().frontend.defaultBackend = line.word(1);
    line.proxy().frontend.defaultBackendPlace = new Place(line.line().file(), line.line().number());
    line.atMost(1);
  }

  private static void retryOn(ProxyLine line) throws LineException {
    if (!line.has(1)) {
      throw new LineException("'retry-on' needs at least one keyword to specify when to retry");
    }
    if (!line.proxy().hasBackend()) {
      throw new LineException("'retry-on' only available in backend or listen section");
    }
    Set<RetryOn> when = EnumSet.noneOf(RetryOn.class);
    for (String word : line.from(1)) {
      switch (word) {
        case "none" -> {
          if (line.has(2)) {
            throw new LineException("'retry-on' 'none' keyworld only usable alone");
          }
        }
        case "conn-failure" -> when.add(RetryOn.CONN_FAILURE);
        case "empty-response" -> when.add(RetryOn.EMPTY_RESPONSE);
        case "response-timeout" -> when.add(RetryOn.RESPONSE_TIMEOUT);
        case "junk-response" -> when.add(RetryOn.JUNK_RESPONSE);
        case "all-retryable-errors" -> when.addAll(RETRYABLE);
        case "401", "403", "404", "408", "425", "500", "501", "502", "503", "504" ->
            when.add(RetryOn.valueOf("STATUS_" + word));
        case "0rtt-rejected" -> {
          // There is no TLS, and so there are no early data to be rejected.
        }
        default -> throw new LineException("'retry-on': unknown keyword '" + word + "'");
      }
    }
    line.proxy().backend.retryOn = when;
  }

  private static void dispatch(ProxyLine line) throws LineException {
    line.notInDefaults();
    line.wantsBackend("dispatch");
    try {
      line.proxy().backend.dispatch =
          line.context().addresses().parse(line.word(1), DISPATCH).socketAddress();
    } catch (AddressException e) {
      throw new LineException("'dispatch' : " + e.getMessage());
    }
    line.atMost(1);
  }

  private static void transparent(ProxyLine line) throws LineException {
    line.proxy().options.add(Option.TRANSPARENT);
    line.atMost(0);
  }

  private static void stateSource(ProxyLine line) throws LineException {
    line.wantsBackend(line.keyword());
    line.proxy().backend.stateSource =
        switch (line.word(1)) {
          case "global" -> StateSource.GLOBAL;
          case "local" -> StateSource.LOCAL;
          case "none" -> StateSource.NONE;
          default ->
              throw new LineException(
                  "'load-server-state-from-file' expects 'global', 'local' or 'none'. Got '"
                      + line.word(1)
                      + "'");
        };
  }

  private static void stateFileName(ProxyLine line) throws LineException {
    line.wantsBackend(line.keyword());
    line.atMost(1);
    boolean own = !line.has(1) || line.word(1).equals("use-backend-name");
    String name = line.proxy().isDefaults() ? null : line.proxy().name();
    line.proxy().backend.stateFileName = own ? name : line.word(1);
  }

  private static void keepAlive(ProxyLine line, boolean client, String what) throws LineException {
    String text = line.word(1);
    int value;
    if (what.equals("cnt")) {
      value = keepAliveCount(line, text);
    } else {
      value = keepAliveSeconds(line, text);
    }
    boolean fits = client ? line.proxy().hasFrontend() : line.proxy().hasBackend();
    if (!fits) {
      line.warn(
          "%s will be ignored because %s '%s' has no %s capability"
              .formatted(
                  line.keyword(),
                  line.proxy().typeName(),
                  line.proxy().name(),
                  client ? "frontend" : "backend"));
    }
    if (client) {
      line.proxy().frontend.keepAlive = with(line.proxy().frontend.keepAlive, what, value);
    } else {
      line.proxy().backend.keepAlive = with(line.proxy().backend.keepAlive, what, value);
    }
  }

  private static KeepAliveConfig with(KeepAliveConfig old, String what, int value) {
    return switch (what) {
      case "cnt" -> new KeepAliveConfig(old.idleSeconds(), old.intervalSeconds(), value);
      case "idle" -> new KeepAliveConfig(value, old.intervalSeconds(), old.count());
      default -> new KeepAliveConfig(old.idleSeconds(), value, old.count());
    };
  }

  private static int keepAliveCount(ProxyLine line, String text) throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'" + line.keyword() + "' expects an integer value");
    }
    return (int) Numbers.anyBase(line.keyword(), text);
  }

  private static int keepAliveSeconds(ProxyLine line, String text) throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'" + line.keyword() + "' expects an integer value (in seconds)");
    }
    var time = line.time(1, io.haloom.config.TimeValue.Unit.S);
    if (time.problem() == io.haloom.config.TimeValue.Problem.OVERFLOW) {
      throw new LineException(
          "timer overflow in argument '%s' to '%s' (maximum value is 2147483647 ms or ~24.8 days)"
              .formatted(text, line.keyword()));
    }
    if (!time.ok()) {
      throw new LineException(
          "unexpected character '%c' in argument to <%s>."
              .formatted(time.unexpected(), line.keyword()));
    }
    return time.value();
  }
}
