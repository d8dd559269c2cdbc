package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.config.KeywordTable.Entry;
import io.haloom.config.KeywordTable.Support;
import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import io.haloom.config.Suggest;
import io.haloom.model.Place;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.bind.BindParser;
import io.haloom.model.load.check.CheckRules;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ProxyDraft.Section;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.log.LogKeywords;
import io.haloom.model.load.old.HeaderRewriting;
import io.haloom.model.load.old.OldProxyKeywords;
import io.haloom.model.load.rules.DefaultsRules;
import io.haloom.model.load.rules.HttpRuleKeywords;
import io.haloom.model.load.rules.RuleKeywords;
import io.haloom.model.load.server.ServerParser;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Names;
import io.haloom.model.load.word.Refusals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The {@code defaults}, {@code frontend}, {@code backend} and {@code listen} sections (HAProxy
 * manual, section 4).
 */
public final class ProxySection implements SectionParser {
  private static final KeywordTable<ProxyWord> WORDS = table();

  /** A misspelt word may have been meant to open the next section. */
  private static final List<String> KNOWN =
      Stream.concat(Stream.of("listen", "frontend", "backend", "defaults"), WORDS.words().stream())
          .toList();

  private final LoadContext context;
  private final Set<ProxyDraft> implicitlyUsed = new HashSet<>();
  private final Set<ProxyDraft> explicitlyUsed = new HashSet<>();
  private final DefaultsRules defaultsRules = new DefaultsRules();
  private ProxyDraft lastDefaults = new ProxyDraft();
  private ProxyDraft current;

  public ProxySection(LoadContext context) {
    this.context = context;
  }

  private static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.addAll(ProxyKeywords.table());
    table.addAll(TimeoutKeywords.table());
    table.addAll(OptionKeywords.table());
    table.addAll(LogKeywords.table());
    table.addAll(BalanceKeywords.table());
    table.addAll(StatsKeywords.table());
    table.addAll(RuleKeywords.table());
    table.addAll(HttpRuleKeywords.table());
    table.addAll(ErrorKeywords.table());
    table.addAll(CaptureKeywords.table());
    table.addAll(CookieKeywords.table());
    table.addAll(HttpKeywords.table());
    table.addAll(CheckRules.table());
    table.addAll(ServerParser.table());
    table.addAll(OldProxyKeywords.table());
    table.addAll(HeaderRewriting.table());
    table.addAll(UnsupportedProxyKeywords.table());
    return table.build();
  }

  public static KeywordTable<ProxyWord> words() {
    return WORDS;
  }

  @Override
  public void parse(Line line) {
    Section opened = opened(line.get(0));
    try {
      if (opened == Section.DEFAULTS) {
        openDefaults(line);
      } else if (opened != null) {
        openProxy(line, opened);
      } else {
        word(new ProxyLine(context, line, current));
      }
    } catch (LineException e) {
      current.broken = true;
      current.scope.forget(line.file(), line.number());
      context.diagnostics().alert(e.text(line.location()));
    }
  }

  private static Section opened(String word) {
    return switch (word) {
      case "defaults" -> Section.DEFAULTS;
      case "frontend" -> Section.FRONTEND;
      case "backend" -> Section.BACKEND;
      case "listen" -> Section.LISTEN;
      default -> null;
    };
  }

  private static void word(ProxyLine line) throws LineException {
    Entry<ProxyWord> entry = WORDS.find(line.keyword());
    if (entry == null) {
      throw new LineException(
          "unknown keyword '%s' in '%s' section%s"
              .formatted(
                  line.keyword(), line.proxy().sectionWord(), Suggest.hint(line.keyword(), KNOWN)));
    }
    if (entry.support() == Support.REFUSED && entry.handler() == null) {
      throw new LineException(Refusals.refused(entry));
    }
    entry.handler().parse(line);
  }

  private void openDefaults(Line line) throws LineException {
    boolean unnamed = line.get(1).equals("from");
    int from = unnamed ? 1 : 2;
    String name = unnamed ? "" : line.get(1);
    current = new ProxyDraft(Section.DEFAULTS, name, place(line), null);
    ProxyDraft base = null;
    if (line.get(from).equals("from")) {
      base = named(line, line.get(from + 1), Section.DEFAULTS, name);
      inherit(base, Section.DEFAULTS, line);
    }
    current = new ProxyDraft(Section.DEFAULTS, name, place(line), base);
    current.scope.aliases(context.vocabulary().aliases());
    current.scope.patterns(context.patterns());
    context.defaults().add(current);
    lastDefaults = current;
    new KeywordLine(context, line).atMost(base == null ? 1 : unnamed ? 2 : 3);
  }

  private void openProxy(Line line, Section kind) throws LineException {
    current = new ProxyDraft(kind, line.get(1), place(line), lastDefaults);
    if (!line.has(1)) {
      throw new LineException("'" + line.get(0) + "' expects an <id> argument");
    }
    validateName(line);
    refuseTwins(line, kind);
    ProxyDraft base = lastDefaults;
    boolean explicit = line.get(2).equals("from") && line.has(3);
    if (explicit) {
      base = named(line, line.get(3), kind, line.get(1));
    } else {
      implicitlyUsed.add(base);
    }
    if (implicitlyUsed.contains(base) && explicitlyUsed.contains(base)) {
      context
          .diagnostics()
          .harmlessAlert(
              "parsing [%s] : defaults section '%s' (declared at %s:%d) is explicitly referenced by another proxy and implicitly used here. To avoid any ambiguity don't mix both usage. Add a last defaults section not explicitly used or always use explicit references."
                  .formatted(
                      line.location(), base.name(), base.place().file(), base.place().line()));
    }
    inherit(base, kind, line);
    current = new ProxyDraft(kind, line.get(1), place(line), base);
    current.scope.aliases(context.vocabulary().aliases());
    current.scope.patterns(context.patterns());
    context.proxies().add(current);
    if (explicit) {
      new KeywordLine(context, line).atMost(3);
    } else if (line.has(2)) {
      oldAddress(line, kind);
    }
  }

  private void inherit(ProxyDraft base, Section kind, Line line) {
    try {
      defaultsRules.validate(base, kind);
    } catch (LineException e) {
      context.diagnostics().alert(e.text(line.location()));
    }
  }

  private static Place place(Line line) {
    return new Place(line.file(), line.number());
  }

  private void validateName(Line line) {
    int bad = Names.firstBad(line.get(1));
    if (bad >= 0) {
      context
          .diagnostics()
          .alert(
              line,
              "character '%c' is not permitted in '%s' name '%s'."
                  .formatted(line.get(1).charAt(bad), line.get(0), line.get(1)));
    }
  }

  /** A frontend and a backend may share a name; two of a kind may not, and a listen is both. */
  private void refuseTwins(Line line, Section kind) {
    String name = line.get(1);
    ProxyDraft twin = kind == Section.BACKEND ? context.backend(name) : context.frontend(name);
    if (twin != null) {
      context.diagnostics().alert(sameName(line, twin) + ".");
    } else if (kind == Section.LISTEN && context.backend(name) != null) {
      context
          .diagnostics()
          .warning(
              sameName(line, context.backend(name))
                  + "; as a backend, the name means the one declared first.");
    }
  }

  private String sameName(Line line, ProxyDraft twin) {
    return "Parsing [%s]: %s '%s' has the same name as %s '%s' declared at %s:%d"
        .formatted(
            line.location(),
            current.typeName(),
            line.get(1),
            twin.typeName(),
            twin.name(),
            twin.place().file(),
            twin.place().line());
  }

  private ProxyDraft named(Line line, String wanted, Section kind, String name)
      throws LineException {
    List<ProxyDraft> found = new ArrayList<>();
    for (ProxyDraft defaults : context.defaults()) {
      if (defaults.name().equals(wanted)) {
        found.add(defaults);
      }
    }
    if (found.isEmpty() || wanted.isEmpty()) {
      throw new LineException(
          "defaults section '%s' not found for %s '%s'."
              .formatted(wanted, current.typeName(), name));
    }
    ProxyDraft last = found.getLast();
    if (found.size() > 1) {
      ProxyDraft other = found.get(found.size() - 2);
      context
          .diagnostics()
          .alert(
              line,
              "ambiguous defaults section name '%s' referenced by %s '%s' exists at least at %s:%d and %s:%d."
                  .formatted(
                      wanted,
                      current.typeName(),
                      name,
                      other.place().file(),
                      other.place().line(),
                      last.place().file(),
                      last.place().line()));
    }
    int bad = Names.firstBad(wanted);
    if (bad >= 0) {
      context
          .diagnostics()
          .alert(
              line,
              "character '%c' is not permitted in defaults section name '%s' when designated by its name (section found at %s:%d)."
                  .formatted(wanted.charAt(bad), wanted, last.place().file(), last.place().line()));
    }
    if (kind != Section.DEFAULTS) {
      explicitlyUsed.add(last);
    }
    return last;
  }

  /** {@code listen name addr:port}, as it was written before HAProxy 1.5. */
  private void oldAddress(Line line, Section kind) throws LineException {
    boolean address = kind != Section.BACKEND && !line.has(3);
    if (!address) {
      ProxyLine proxyLine = new ProxyLine(context, line, current);
      if (kind != Section.BACKEND) {
        context.diagnostics().alert(line, "please use the 'bind' keyword for listening addresses.");
        return;
      }
      proxyLine.atMost(1);
    }
    try {
      current.frontend.binds.add(BindParser.addresses(new ProxyLine(context, line, current), 2));
    } catch (AddressException e) {
      throw new LineException("'" + line.get(0) + "' : " + e.getMessage());
    }
    context
        .diagnostics()
        .warning(
            line,
            "an address after the name of a '%s' section is not supported any more by HAProxy, write it on a line of its own: 'bind %s'."
                .formatted(line.get(0), line.get(2)));
  }
}
