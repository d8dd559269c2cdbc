package io.haloom.model.load.draft;

import io.haloom.config.Line;
import io.haloom.model.LoggingConfig;
import io.haloom.model.Option;
import io.haloom.model.Place;
import io.haloom.model.ProxyCheckConfig.Type;
import io.haloom.model.ProxyConfig.Mode;
import io.haloom.rule.Rule;
import io.haloom.rule.TcpRuleParser;
import io.haloom.rule.TcpRules;
import io.haloom.sample.LogFormat;
import io.haloom.sample.compile.CompileScope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A defaults, frontend, backend or listen section while it is read. It starts as a copy of the
 * defaults it is made from. Every section holds both sides, for words of the missing side are
 * warned of and kept apart only when the records are built.
 */
public final class ProxyDraft {
  /** The kind of section. */
  public enum Section {
    DEFAULTS("defaults", true, true),
    FRONTEND("frontend", true, false),
    BACKEND("backend", false, true),
    LISTEN("proxy", true, true);

    private final String typeName;
    private final boolean frontend;
    private final boolean backend;

    Section(String typeName, boolean frontend, boolean backend) {
      this.typeName = typeName;
      this.frontend = frontend;
      this.backend = backend;
    }
  }

  private final Section section;
  private final String name;
  private final Place place;

  /** The {@code id} written, or 0. */
  public int id;

  public boolean idForced;

  public Mode mode = Mode.TCP;
  public boolean disabled;
  public String description;
  public final Set<Option> options;
  public final Map<TimeoutName, Integer> timeouts;

  /** The timeouts of the defaults this section was made from. */
  public final Map<TimeoutName, Integer> defaultTimeouts = new EnumMap<>(TimeoutName.class);

  /** ACLs, and where expressions of this section are compiled. */
  public final CompileScope scope;

  public final TcpRuleParser tcpRules;

  /** Rules of the defaults that are evaluated before the section's own. */
  TcpRules inheritedRules = TcpRules.NONE;

  /** What {@link #log} compiles to, once the mode is known. */
  public LoggingConfig logging;

  /** What {@code unique-id-format} compiles to, or null. */
  public LogFormat uniqueId;

  public final FrontendDraft frontend;
  public final BackendDraft backend;
  public final LogDraft log;
  public StatsDraft stats;

  /** Whether {@link #stats} is still that of the defaults, which must not be changed. */
  public boolean statsInherited;

  /** What it says of HTTP. */
  public final HttpDraft http;

  /** Whether an error was found in it, so that what it lacks may only be lost. */
  public boolean broken;

  /** The first word that would matter to the statistics page if it were there, or null. */
  String httpWord;

  /** Where {@link #httpWord} stands. */
  Line httpLine;

  /** A first defaults section, before any is read. */
  public ProxyDraft() {
    this(Section.DEFAULTS, "", new Place("", 0), null);
  }

  public ProxyDraft(Section section, String name, Place place, ProxyDraft defaults) {
    this.section = section;
    this.name = name;
    this.place = place;
    this.scope = new CompileScope(CompileScope.Section.valueOf(section.name()), name);
    this.tcpRules = new TcpRuleParser(scope);
    this.http = new HttpDraft(scope);
    if (defaults == null) {
      options = EnumSet.noneOf(Option.class);
      options.add(Option.TCP_SMART_CONNECT);
      timeouts = new EnumMap<>(TimeoutName.class);
      frontend = new FrontendDraft();
      backend = new BackendDraft();
      log = new LogDraft();
      return;
    }
    mode = defaults.mode;
    disabled = defaults.disabled;
    options = EnumSet.copyOf(defaults.options);
    timeouts = new EnumMap<>(defaults.timeouts);
    defaultTimeouts.putAll(timeouts);
    frontend = section.frontend ? defaults.frontend.inherit() : new FrontendDraft();
    backend = section.backend ? defaults.backend.inherit() : new BackendDraft();
    log = defaults.log.inherit(section.frontend);
    stats = defaults.stats;
    statsInherited = stats != null;
    http.inherit(defaults.http);
    if (!section.backend) {
      http.cookie = null;
      externalCheck(defaults.backend.check);
    }
    httpWord = defaults.httpWord;
    httpLine = defaults.httpLine;
    inheritedRules = defaults.rules();
  }

  /** HAProxy demands of frontends, too, what external checks need. */
  private void externalCheck(CheckDraft ofDefaults) {
    if (ofDefaults.type == Type.EXTERNAL) {
      backend.check = ofDefaults.inherit();
    }
  }

  /** The rules of the defaults and then its own. */
  public TcpRules rules() {
    TcpRules own = tcpRules.rules();
    TcpRules first = inheritedRules;
    return new TcpRules(
        join(first.connection(), own.connection()),
        join(first.session(), own.session()),
        join(first.content(), own.content()),
        join(first.response(), own.response()),
        own.requestDelayMillis() == 0 ? first.requestDelayMillis() : own.requestDelayMillis(),
        own.responseDelayMillis() == 0 ? first.responseDelayMillis() : own.responseDelayMillis());
  }

  private static List<Rule> join(List<Rule> first, List<Rule> second) {
    List<Rule> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  public String name() {
    return name;
  }

  public Place place() {
    return place;
  }

  public Section section() {
    return section;
  }

  public boolean isDefaults() {
    return section == Section.DEFAULTS;
  }

  public boolean hasFrontend() {
    return section.frontend;
  }

  public boolean hasBackend() {
    return section.backend;
  }

  /** As HAProxy's messages name the kind of section; a listen section is a proxy. */
  public String typeName() {
    return section.typeName;
  }

  /** The word that opens such a section. */
  public String sectionWord() {
    return section == Section.LISTEN ? "listen" : section.typeName;
  }

  /** Notes that {@code word} has no effect on HTTP traffic, which is to be told. */
  public void needHttp(String word, Line line) {
    if (httpWord == null) {
      httpWord = word;
      httpLine = line;
    }
  }

  public boolean isHttp() {
    return mode == Mode.HTTP;
  }
}
