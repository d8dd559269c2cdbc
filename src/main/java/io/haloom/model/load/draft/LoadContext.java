package io.haloom.model.load.draft;

import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.config.Line;
import io.haloom.model.RingConfig;
import io.haloom.model.UserlistConfig;
import io.haloom.model.load.address.AddressParser;
import io.haloom.model.load.address.NameResolver;
import io.haloom.rule.HttpErrors;
import io.haloom.sample.match.PatternReferences;
import io.haloom.tls.CertificateStore;
import io.haloom.tls.TicketKeyFiles;
import io.haloom.tls.TlsGlobal;
import io.haloom.tls.TrustStores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the parsers of one load share: what was read so far, and the world outside. */
public final class LoadContext {
  private final Diagnostics diagnostics;
  private final Environment environment;
  private final NameResolver resolver;
  private final Accounts accounts = Accounts.system();
  private final GlobalDraft global = new GlobalDraft();
  private final List<ProxyDraft> proxies = new ArrayList<>();
  private final List<ProxyDraft> defaults = new ArrayList<>();
  private final Map<String, UserlistConfig> userlists = new LinkedHashMap<>();
  private final Map<String, RingConfig> rings = new LinkedHashMap<>();
  private final List<String> programsWithoutCommand = new ArrayList<>();
  private final List<String> unservedResolvers = new ArrayList<>();
  private final Map<String, Line> wantedRings = new LinkedHashMap<>();
  private final HttpErrors httpErrors = new HttpErrors();
  private final PatternReferences patterns = new PatternReferences();
  private final CertificateStore certificates;
  private final Vocabulary vocabulary;
  private final String hostname;
  private final LoadOptions options;

  public LoadContext(Surroundings surroundings, Diagnostics diagnostics) {
    this(surroundings, diagnostics, null);
  }

  /**
   * For words that commands bring.
   *
   * @param known the certificates of now, or null for none yet
   */
  public LoadContext(Surroundings surroundings, Diagnostics diagnostics, CertificateStore known) {
    this.certificates =
        known == null ? new CertificateStore(global::tls, new TrustStores()) : known;
    this.diagnostics = diagnostics;
    this.environment = surroundings.environment();
    this.resolver = surroundings.resolver();
    this.vocabulary = surroundings.vocabulary();
    this.hostname = surroundings.hostname();
    this.options = surroundings.options();
    if (options.noServerVerify()) {
      global.serverTls.put("verify", "none");
    }
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** This machine's name. */
  public String hostname() {
    return hostname;
  }

  /** What was given on the command line. */
  public LoadOptions options() {
    return options;
  }

  /** Notes that a log line sends to a ring, which may be declared further down. */
  public void wantRing(String name, Line line) {
    wantedRings.putIfAbsent(name, line);
  }

  public Map<String, Line> wantedRings() {
    return wantedRings;
  }

  public Diagnostics diagnostics() {
    return diagnostics;
  }

  public Environment environment() {
    return environment;
  }

  public NameResolver resolver() {
    return resolver;
  }

  /** Reads the addresses of this configuration. */
  public AddressParser addresses() {
    return new AddressParser(environment, resolver);
  }

  public Accounts accounts() {
    return accounts;
  }

  public GlobalDraft global() {
    return global;
  }

  /** Frontends, backends and listens in file order. */
  public List<ProxyDraft> proxies() {
    return proxies;
  }

  /** Defaults sections in file order. */
  public List<ProxyDraft> defaults() {
    return defaults;
  }

  public Map<String, UserlistConfig> userlists() {
    return userlists;
  }

  /** The {@code http-errors} sections and the error files that were read. */
  public HttpErrors httpErrors() {
    return httpErrors;
  }

  /** What the global section says of TLS. */
  public TlsGlobal tls() {
    return certificates.global();
  }

  /** The certificates that were read. */
  public CertificateStore certificates() {
    return certificates;
  }

  /** Who is trusted, and who was revoked. */
  public TrustStores trusts() {
    return certificates.trusts();
  }

  /** The keys of session tickets that were read. */
  public TicketKeyFiles ticketKeys() {
    return certificates.ticketKeys();
  }

  /** The patterns of all ACLs and maps. */
  public PatternReferences patterns() {
    return patterns;
  }

  public Map<String, RingConfig> rings() {
    return rings;
  }

  /** The {@code program} sections that cannot be what they are for. */
  public List<String> programsWithoutCommand() {
    return programsWithoutCommand;
  }

  /** Notes what is to be told of a {@code resolvers} section that lacks nameservers. */
  public void noteUnservedResolvers(String warning) {
    unservedResolvers.add(warning);
  }

  public List<String> unservedResolvers() {
    return unservedResolvers;
  }

  /** The first proxy of that name with a frontend, or null. */
  public ProxyDraft frontend(String name) {
    return find(name, true);
  }

  /** The first proxy of that name with a backend, or null. */
  public ProxyDraft backend(String name) {
    return find(name, false);
  }

  private ProxyDraft find(String name, boolean frontend) {
    for (ProxyDraft proxy : proxies) {
      if (proxy.name().equals(name) && (frontend ? proxy.hasFrontend() : proxy.hasBackend())) {
        return proxy;
      }
    }
    return null;
  }
}
