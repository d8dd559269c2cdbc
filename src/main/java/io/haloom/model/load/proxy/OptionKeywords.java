package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.config.KeywordTable.Entry;
import io.haloom.config.KeywordTable.Support;
import io.haloom.config.Line;
import io.haloom.config.Line.Prefix;
import io.haloom.config.Suggest;
import io.haloom.model.HttpConfig.RestrictNames;
import io.haloom.model.Option;
import io.haloom.model.load.check.CheckOptions;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.log.LogKeywords;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.model.load.word.Refusals;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code option} (HAProxy manual, section 4.2). */
public final class OptionKeywords {
  /**
   * An option that is on or off.
   *
   * @param http whether it only means something in HTTP mode
   */
  public record Switch(Option option, boolean frontend, boolean backend, boolean http) {}

  private static final List<Switch> SWITCHES =
      List.of(
          new Switch(Option.ABORTONCLOSE, false, true, false),
          new Switch(Option.ACCEPT_INVALID_HTTP_REQUEST, true, false, true),
          new Switch(Option.ACCEPT_INVALID_HTTP_RESPONSE, false, true, true),
          new Switch(Option.ALLBACKUPS, false, true, false),
          new Switch(Option.CHECKCACHE, false, true, true),
          new Switch(Option.CLITCPKA, true, false, false),
          new Switch(Option.CONTSTATS, true, false, false),
          new Switch(Option.DISABLE_H2_UPGRADE, true, false, true),
          new Switch(Option.DONTLOG_NORMAL, true, false, false),
          new Switch(Option.DONTLOGNULL, true, false, false),
          new Switch(Option.H1_CASE_ADJUST_BOGUS_CLIENT, true, false, false),
          new Switch(Option.H1_CASE_ADJUST_BOGUS_SERVER, false, true, false),
          new Switch(Option.HTTP_BUFFER_REQUEST, true, true, true),
          new Switch(Option.HTTP_IGNORE_PROBES, true, false, true),
          new Switch(Option.HTTP_NO_DELAY, true, true, true),
          new Switch(Option.HTTP_PRETEND_KEEPALIVE, false, true, true),
          new Switch(Option.HTTP_USE_PROXY_HEADER, true, false, true),
          new Switch(Option.IDLE_CLOSE_ON_RESPONSE, true, false, true),
          new Switch(Option.INDEPENDENT_STREAMS, true, true, false),
          new Switch(Option.LOG_HEALTH_CHECKS, false, true, false),
          new Switch(Option.LOG_SEPARATE_ERRORS, true, false, false),
          new Switch(Option.LOGASAP, true, false, false),
          new Switch(Option.NOLINGER, true, true, false),
          new Switch(Option.PERSIST, false, true, false),
          new Switch(Option.PREFER_LAST_SERVER, false, true, true),
          new Switch(Option.SOCKET_STATS, true, false, false),
          new Switch(Option.SPLICE_AUTO, true, true, false),
          new Switch(Option.SPLICE_REQUEST, true, true, false),
          new Switch(Option.SPLICE_RESPONSE, true, true, false),
          new Switch(Option.SRVTCPKA, false, true, false),
          new Switch(Option.TCP_SMART_ACCEPT, true, false, false),
          new Switch(Option.TCP_SMART_CONNECT, false, true, false),
          new Switch(Option.TRANSPARENT, false, true, false));

  /** The options of which only one can be on. */
  private static final List<Option> HTTP_MODES =
      List.of(Option.HTTPCLOSE, Option.HTTP_SERVER_CLOSE, Option.HTTP_KEEP_ALIVE);

  private static final KeywordTable<ProxyWord> WORDS = words();

  private static final String BOTH_COUNT = "is without effect: data sent counts as activity, too";

  private OptionKeywords() {}

  static KeywordTable<ProxyWord> table() {
    return KeywordTable.<ProxyWord>builder().yes("option", OptionKeywords::option).build();
  }

  /** The words after {@code option}. */
  public static KeywordTable<ProxyWord> options() {
    return WORDS;
  }

  public static List<Switch> switches() {
    return SWITCHES;
  }

  private static KeywordTable<ProxyWord> words() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    for (Switch option : SWITCHES) {
      if (option.option() == Option.INDEPENDENT_STREAMS) {
        table.warned(option.option().word(), BOTH_COUNT, line -> independentStreams(line, option));
      } else {
        table.yes(option.option().word(), line -> toggle(line, option));
      }
    }
    for (Option mode : HTTP_MODES) {
      table.yes(mode.word(), line -> httpMode(line, mode));
    }
    table.yes("redispatch", OptionKeywords::redispatch);
    table.yes("tcpka", OptionKeywords::tcpka);
    table.yes("forwardfor", line -> AddressHeaderOption.parse(line, true));
    table.yes("originalto", line -> AddressHeaderOption.parse(line, false));
    table.yes("http-restrict-req-hdr-names", OptionKeywords::restrictNames);
    table.addAll(LogKeywords.options());
    table.addAll(CheckOptions.options());
    gone(table);
    return table.build();
  }

  private static void independentStreams(ProxyLine line, Switch option) throws LineException {
    toggle(line, option);
    if (line.line().prefix() == Line.Prefix.NONE) {
      line.warn("'option independent-streams' " + BOTH_COUNT + ".");
    }
  }

  private static void gone(KeywordTable.Builder<ProxyWord> table) {
    table.warned(
        "forceclose",
        "is the old form of 'option httpclose'",
        line -> {
          httpMode(line, Option.HTTPCLOSE);
          line.warn(
              "option 'forceclose' is not supported any more by HAProxy, write 'option httpclose'"
                  + " instead.");
        });
    for (String word : new String[] {"http-tunnel", "http-use-htx"}) {
      table.warned(
          word,
          "is not supported any more by HAProxy either, and not needed",
          line ->
              line.warn(
                  "option '"
                      + word
                      + "' is not supported any more by HAProxy, please just remove it."));
    }
    table.refused(
        "is not supported any more since HAProxy 2.5: use 'http-request set-dst' and 'http-request"
            + " set-uri'",
        "http_proxy");
  }

  private static void option(ProxyLine line) throws LineException {
    if (!line.has(1)) {
      throw LineException.tight("'option' expects an option name.");
    }
    String name = line.word(1);
    Entry<ProxyWord> entry = WORDS.find(name);
    if (entry == null) {
      String nearest = Suggest.nearest(name, WORDS.words());
      throw new LineException(
          nearest == null
              ? "unknown option '" + name + "'."
              : "unknown option '" + name + "'; did you mean '" + nearest + "' maybe ?");
    }
    if (entry.support() == Support.REFUSED) {
      throw new LineException("option " + Refusals.refused(entry));
    }
    entry.handler().parse(line);
  }

  private static void toggle(ProxyLine line, Switch option) throws LineException {
    line.atMost(0, 1);
    ProxyDraft proxy = line.proxy();
    boolean fits =
        option.frontend() && proxy.hasFrontend() || option.backend() && proxy.hasBackend();
    String lack =
        option.frontend() && option.backend()
            ? "neither frontend nor backend"
            : option.frontend() ? "no frontend" : "no backend";
    if (!line.wants(fits, line.word(1), lack, "")) {
      return;
    }
    Set<Option> options = proxy.options;
    boolean on =
        switch (line.line().prefix()) {
          case NONE -> true;
          case NO -> false;
          case DEFAULT -> option.option() == Option.TCP_SMART_CONNECT;
        };
    if (on) {
      options.add(option.option());
    } else {
      options.remove(option.option());
    }
  }

  private static void httpMode(ProxyLine line, Option mode) throws LineException {
    line.atMost(0, 1);
    if (line.line().prefix() == Prefix.DEFAULT) {
      throw line.notNegatable();
    }
    if (line.line().isNegated()) {
      line.proxy().options.remove(mode);
    } else {
      HTTP_MODES.forEach(line.proxy().options::remove);
      line.proxy().options.add(mode);
    }
  }

  private static void redispatch(ProxyLine line) {
    if (line.wantsBackend("redispatch")) {
      boolean on = line.line().prefix() == Prefix.NONE;
      int interval = line.has(2) ? Numbers.leading(line.word(2)) : -1;
      line.proxy().backend.redispatch = on ? interval : 0;
    }
  }

  private static void tcpka(ProxyLine line) throws LineException {
    line.positive();
    line.atMost(0, 1);
    if (line.proxy().hasFrontend()) {
      line.proxy().options.add(Option.CLITCPKA);
    }
    if (line.proxy().hasBackend()) {
      line.proxy().options.add(Option.SRVTCPKA);
    }
  }

  private static void restrictNames(ProxyLine line) throws LineException {
    line.atMost(2);
    String value = line.word(2);
    String expects =
        "option 'http-restrict-req-hdr-names' expects 'preserve', 'reject' or 'delete' option.";
    if (value.isEmpty()) {
      throw new LineException("missing parameter. " + expects);
    }
    if (!List.of("preserve", "reject", "delete").contains(value)) {
      throw new LineException("invalid parameter '" + value + "'. " + expects);
    }
    line.positive();
    line.proxy().http.restrictNames = RestrictNames.valueOf(value.toUpperCase(Locale.ROOT));
    if (value.equals("reject")) {
      line.proxy().needHttp("option http-restrict-req-hdr-names reject", line.line());
    }
  }
}
