package io.haloom.model.load;

import io.haloom.config.Line;
import io.haloom.http.HeaderName;
import io.haloom.model.CookieConfig;
import io.haloom.model.HttpConfig;
import io.haloom.model.HttpConfig.AddressHeader;
import io.haloom.model.HttpConfig.Capture;
import io.haloom.model.HttpConfig.CookieCapture;
import io.haloom.model.HttpConfig.PersistRule;
import io.haloom.model.HttpConfig.RestrictNames;
import io.haloom.model.HttpConfig.Reuse;
import io.haloom.model.Place;
import io.haloom.rule.ErrorReplies;
import io.haloom.rule.HttpErrors;
import io.haloom.rule.HttpRuleParser;
import io.haloom.rule.HttpRules;
import io.haloom.rule.ReplyTemplate;
import io.haloom.sample.CompileScope;
import io.haloom.sample.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a section says of HTTP. */
final class HttpDraft {
  private final CompileScope scope;
  private HttpRuleParser parser;

  /** Rules of the defaults that are evaluated before the section's own. */
  HttpRules inheritedRules = HttpRules.NONE;

  /** Error messages in the order they were written; later ones win. */
  final List<ErrorSetting> errorSettings = new ArrayList<>();

  /** What {@link #errorSettings} come to, once all sections are read. */
  Map<Integer, ReplyTemplate> errors = Map.of();

  /** Slots of the scope's request captures that keep a header, with its name. */
  final Map<Integer, HeaderName> requestHeaders = new HashMap<>();

  final List<Capture> responseCaptures = new ArrayList<>();
  private String firstWord;
  private Line firstLine;
  CookieCapture cookieCapture;
  AddressHeader forwardFor;
  AddressHeader originalTo;
  String monitorUri;
  final List<Condition> monitorFail = new ArrayList<>();
  HeaderName uniqueIdHeader;
  RestrictNames restrictNames = RestrictNames.PRESERVE;
  CookieConfig cookie;
  String cookieKey;
  final List<PersistRule> persistRules = new ArrayList<>();
  Reuse reuse = Reuse.SAFE;
  HeaderName sendNameHeader;

  /**
   * Error messages from one line.
   *
   * @param statuses which ones it sets
   * @param template the message, or null where a section has it
   * @param section the {@code http-errors} section, or null
   * @param named whether the statuses were written, so that each must be there
   */
  record ErrorSetting(
      Set<Integer> statuses, ReplyTemplate template, String section, boolean named, Place place) {}

  HttpDraft(CompileScope scope) {
    this.scope = scope;
  }

  /** Takes over what a section inherits of its defaults. */
  void inherit(HttpDraft defaults) {
    inheritedRules = defaults.rules();
    defaults.scope.captureLengths().forEach(scope::addCapture);
    firstWord = defaults.firstWord;
    firstLine = defaults.firstLine;
    errorSettings.addAll(defaults.errorSettings);
    forwardFor = defaults.forwardFor;
    originalTo = defaults.originalTo;
    monitorUri = defaults.monitorUri;
    uniqueIdHeader = defaults.uniqueIdHeader;
    restrictNames = defaults.restrictNames;
    cookie = defaults.cookie;
    cookieKey = defaults.cookieKey;
    reuse = defaults.reuse;
    sendNameHeader = defaults.sendNameHeader;
  }

  /** Notes that a word of HTTP was used. */
  void used(String word, Line line) {
    if (firstWord == null) {
      firstWord = word;
      firstLine = line;
    }
  }

  /** The first word of HTTP that was used, or null. */
  String firstWord() {
    return firstWord;
  }

  Line firstLine() {
    return firstLine;
  }

  /** Adds a slot for the value of a header, or for rules where it is null. */
  void captureRequest(HeaderName header, int length) {
    int slot = scope.addCapture(length);
    if (header != null) {
      requestHeaders.put(slot, header);
    }
  }

  /** Adds a slot for the value of a header, or for rules where it is null. */
  void captureResponse(HeaderName header, int length) {
    scope.addResponseCapture();
    responseCaptures.add(new Capture(header, length));
  }

  private List<Capture> requestCaptures() {
    List<Capture> captures = new ArrayList<>();
    for (int length : scope.captureLengths()) {
      captures.add(new Capture(requestHeaders.get(captures.size()), length));
    }
    return List.copyOf(captures);
  }

  /** What compiles the section's rules. */
  HttpRuleParser parser(HttpErrors errorMessages) {
    if (parser == null) {
      parser = new HttpRuleParser(scope, errorMessages);
    }
    return parser;
  }

  /** The section's own rules. */
  HttpRules ownRules() {
    return parser == null ? HttpRules.NONE : parser.rules();
  }

  /** The rules of the defaults and then its own. */
  HttpRules rules() {
    return inheritedRules.then(ownRules());
  }

  /** What is wrong with the rules, now that all sections are read. */
  List<String> problems() {
    return parser == null ? List.of() : parser.problems();
  }

  HttpConfig build() {
    return new HttpConfig(
        rules(),
        errors.isEmpty() ? ErrorReplies.NONE : new ErrorReplies(Map.copyOf(errors)),
        new HttpConfig.Captures(requestCaptures(), List.copyOf(responseCaptures), cookieCapture),
        forwardFor,
        originalTo,
        monitorUri == null ? null : new HttpConfig.Monitor(monitorUri, List.copyOf(monitorFail)),
        uniqueIdHeader,
        restrictNames,
        cookie == null ? null : withKey(cookie),
        List.copyOf(persistRules),
        reuse,
        sendNameHeader);
  }

  private CookieConfig withKey(CookieConfig c) {
    return new CookieConfig(
        c.name(),
        c.modes(),
        c.domain(),
        c.maxIdleSeconds(),
        c.maxLifeSeconds(),
        c.attributes(),
        cookieKey);
  }
}
