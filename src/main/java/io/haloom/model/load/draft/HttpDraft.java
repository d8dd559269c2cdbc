package io.haloom.model.load.draft;

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
import io.haloom.sample.Condition;
import io.haloom.sample.compile.CompileScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a section says of HTTP. */
public final class HttpDraft {
  private final CompileScope scope;
  private HttpRuleParser parser;

  /** Rules of the defaults that are evaluated before the section's own. */
  HttpRules inheritedRules = HttpRules.NONE;

  /** Error messages in the order they were written; later ones win. */
  public final List<ErrorSetting> errorSettings = new ArrayList<>();

  /** What {@link #errorSettings} come to, once all sections are read. */
  public Map<Integer, ReplyTemplate> errors = Map.of();

  /** Slots of the scope's request captures that keep a header, with its name. */
  public final Map<Integer, HeaderName> requestHeaders = new HashMap<>();

  public final List<Capture> responseCaptures = new ArrayList<>();
  public CookieCapture cookieCapture;
  public AddressHeader forwardFor;
  public AddressHeader originalTo;
  public String monitorUri;
  public final List<Condition> monitorFail = new ArrayList<>();
  public HeaderName uniqueIdHeader;
  public RestrictNames restrictNames = RestrictNames.PRESERVE;
  public CookieConfig cookie;
  public String cookieKey;
  public final List<PersistRule> persistRules = new ArrayList<>();
  public Reuse reuse = Reuse.SAFE;
  public HeaderName sendNameHeader;

  /**
   * Error messages from one line.
   *
   * @param statuses which ones it sets
   * @param template the message, or null where a section has it
   * @param section the {@code http-errors} section, or null
   * @param named whether the statuses were written, so that each must be there
   */
  public record ErrorSetting(
      Set<Integer> statuses, ReplyTemplate template, String section, boolean named, Place place) {}

  HttpDraft(CompileScope scope) {
    this.scope = scope;
  }

  /** Takes over what a section inherits of its defaults. */
  void inherit(HttpDraft defaults) {
    inheritedRules = defaults.rules();
    defaults.scope.captureLengths().forEach(scope::addCapture);
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

  /** Adds a slot for the value of a header, or for rules where it is null. */
  public void captureRequest(HeaderName header, int length) {
    int slot = scope.addCapture(length);
    if (header != null) {
      requestHeaders.put(slot, header);
    }
  }

  /** Adds a slot for the value of a header, or for rules where it is null. */
  public void captureResponse(HeaderName header, int length) {
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
  public HttpRuleParser parser(HttpErrors errorMessages) {
    if (parser == null) {
      parser = new HttpRuleParser(scope, errorMessages);
    }
    return parser;
  }

  /** The section's own rules. */
  public HttpRules ownRules() {
    return parser == null ? HttpRules.NONE : parser.rules();
  }

  /** The rules of the defaults and then its own. */
  public HttpRules rules() {
    return inheritedRules.then(ownRules());
  }

  /** What is wrong with the rules, now that all sections are read. */
  public List<String> problems() {
    return parser == null ? List.of() : parser.problems();
  }

  public HttpConfig build() {
    return new HttpConfig(
        rules(),
        errors.isEmpty() ? ErrorReplies.NONE : new ErrorReplies(Map.copyOf(errors)),
        new HttpConfig.Captures(requestCaptures(), List.copyOf(responseCaptures), cookieCapture),
        new HttpConfig.AddedHeaders(forwardFor, originalTo, uniqueIdHeader, sendNameHeader),
        monitorUri == null ? null : new HttpConfig.Monitor(monitorUri, List.copyOf(monitorFail)),
        restrictNames,
        cookie == null ? null : cookie.withDynamicKey(cookieKey),
        List.copyOf(persistRules),
        reuse);
  }
}
