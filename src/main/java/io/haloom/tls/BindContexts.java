package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.Certificate;
import io.haloom.net.tls.TlsContext;
import io.haloom.net.tls.TlsVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the contexts of a bind line: one for each certificate and what is said of it. */
final class BindContexts {
  /** HAProxy's, so that tickets are valid with it, too, where both have the same keys. */
  private static final byte[] POLICY = "haproxy".getBytes(StandardCharsets.US_ASCII);

  private final TlsBind.Origin origin;
  private final TlsWords words;
  private final TlsGlobal global;
  private final VersionRange versions;
  private final TrustStores trusts;
  private final Staples staples;
  private final List<String> warnings = new ArrayList<>();

  BindContexts(TlsBind.Origin origin, TlsWords words, TlsGlobal global, CertificateStore store) {
    this.origin = origin;
    this.words = words;
    this.global = global;
    this.trusts = store.trusts();
    this.staples = store.staples();
    this.versions = versions();
  }

  List<String> warnings() {
    return warnings;
  }

  /**
   * Looks at a certificate that contexts will be made with.
   *
   * @param notes is told what is unusual about it
   */
  void look(StoredCertificate stored, List<String> notes) throws TlsException {
    String told = null;
    if (global.tuning().mayLackDh()) {
      TlsContext trial = TlsContext.forClients(stored.name());
      told = DhChoice.apply(global.tuning(), stored.certificate(), stored.name(), trial);
      trial.close();
    }
    if (told != null) {
      notes.add(told);
    }
    if (stored.parts().ocsp() != null) {
      String ignored = staples.load(stored.parts(), stored.name());
      if (ignored != null) {
        warnings.add(ignored);
      }
    }
  }

  private String place() {
    return "for bind '" + origin.written() + "' at [" + origin.location() + "]";
  }

  private void failed(List<String> problems, String text) {
    problems.add(problem(text));
  }

  private String problem(String text) {
    return "Proxy '" + origin.proxy() + "': " + text + " " + place() + ".";
  }

  private VersionRange versions() {
    TlsVersion lowest = VersionRange.lowest(words);
    TlsVersion highest = VersionRange.highest(words);
    EnumSet<TlsVersion> excluded = VersionRange.excluded(words);
    if (!excluded.isEmpty() && (lowest != null || highest != null)) {
      warn(
          "no-sslv3/no-tlsv1x are ignored "
              + place()
              + ". Use only 'ssl-min-ver' and 'ssl-max-ver' to fix.");
      excluded.clear();
    }
    if (lowest == null) {
      lowest = TlsVersion.TLS_1_2;
      if (highest != null && highest.compareTo(lowest) < 0) {
        warn(
            "Ambiguous configuration "
                + place()
                + ": the ssl-min-ver value is not configured and the ssl-max-ver value is lower than the default ssl-min-ver value ("
                + lowest.text()
                + "). Setting the ssl-min-ver to "
                + highest.text()
                + ". Use 'ssl-min-ver' to fix this.");
        lowest = highest;
      }
    }
    VersionRange range = VersionRange.of(lowest, highest, excluded);
    if (range.gap() != null) {
      warn(
          "SSL/TLS versions range not contiguous "
              + place()
              + ". Hole find for "
              + range.gap().text()
              + ". Use only 'ssl-min-ver' and 'ssl-max-ver' to fix.");
    }
    return range;
  }

  private void warn(String text) {
    warnings.add("Proxy '" + origin.proxy() + "': " + text);
  }

  /**
   * Makes one.
   *
   * @param line what a line of a list says beside the bind line
   * @param name of the certificate, for messages
   * @param problems gets what is wrong with the words, in HAProxy's
   * @throws TlsException for what has nothing to do with the words of the line
   */
  TlsContext make(TlsWords line, CertificateParts parts, String name, List<String> problems)
      throws TlsException {
    TlsContext context = TlsContext.forClients(name);
    // First: words about ciphers may ask for keys that are larger, but not of our own.
    context.certificate(parts.certificate(), name);
    if (parts.timestamps() != null) {
      context.timestamps(parts.timestamps());
    }
    if (global.tuning().withoutRoot() && !context.leaveRootOut()) {
      throw new TlsException("unable to load chain certificate into SSL Context '" + name + "'.");
    }
    DhChoice.apply(global.tuning(), parts.certificate(), name, context);
    if (parts.ocsp() != null) {
      context.staple(staples.find(parts, name));
    }
    return set(context, line, problems);
  }

  /** Makes one with a certificate that was made as it was asked for. */
  TlsContext make(Certificate generated, String name) throws TlsException {
    TlsContext context = TlsContext.forClients(name);
    context.certificate(generated, name);
    DhChoice.apply(global.tuning(), generated, name, context);
    return set(context, TlsWords.NONE, new ArrayList<>());
  }

  /** Makes one without a certificate. */
  TlsContext make(TlsWords line, List<String> problems) throws TlsException {
    return set(TlsContext.forClients(), line, problems);
  }

  private TlsContext set(TlsContext context, TlsWords line, List<String> problems) {
    VersionRange range = versions(line);
    if (range.lowest() == null) {
      // Told once, of the first context of the line; other failures are told of each.
      String none = problem("all SSL/TLS versions are disabled");
      if (!problems.contains(none)) {
        problems.add(none);
      }
    } else {
      context.versions(range.lowest(), range.highest());
    }
    context.options(options());
    // What a line of a list says of early data is without effect, as with HAProxy.
    if (words.has("allow-0rtt")) {
      context.earlyData(global.tuning().earlyData());
    }
    TlsWords all = line.over(words);
    context.sessions(policy(all), global.lifetime());
    context.records(global.tuning().mostRecord(), global.tuning().usualRecord());
    verification(context, all, problems);
    ciphers(context, all, problems);
    if (global.kept().secrets()) {
      context.keepSecrets();
    }
    String alpn = all.text("alpn");
    if (alpn != null) {
      context.alpn(alpn.getBytes(StandardCharsets.ISO_8859_1));
    }
    String npn = all.text("npn");
    if (npn != null) {
      context.npn(npn.getBytes(StandardCharsets.ISO_8859_1));
    }
    return context;
  }

  private VersionRange versions(TlsWords line) {
    TlsVersion lowest = line.version("ssl-min-ver");
    TlsVersion highest = line.version("ssl-max-ver");
    return lowest == null && highest == null
        ? versions
        : VersionRange.of(
            lowest == null ? versions.lowest() : lowest,
            highest == null ? versions.highest() : highest,
            EnumSet.noneOf(TlsVersion.class));
  }

  private long options() {
    long options =
        TlsContext.NO_RESUMPTION_ON_RENEGOTIATION
            | TlsContext.PRIORITIZE_CHACHA
            | TlsContext.NO_RENEGOTIATION;
    if (words.has("no-tls-tickets")) {
      options |= TlsContext.NO_TICKET;
    }
    if (!words.has("prefer-client-ciphers")) {
      options |= TlsContext.CIPHER_SERVER_PREFERENCE;
    }
    return options;
  }

  /** Sessions are valid where what was found out about their clients is. */
  private byte[] policy(TlsWords all) {
    String method = all.text("verify", "none");
    if (method.equals("none")) {
      return POLICY;
    }
    String trusted =
        Stream.of(all.text("ca-file"), all.text("ca-verify-file"), all.text("crl-file"))
            .map(name -> name + age(name))
            .collect(Collectors.joining("\n", method + "\n", ""));
    try {
      return MessageDigest.getInstance("SHA-256").digest(trusted.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What tells one that commands have changed from the one of before. */
  private String age(String name) {
    StoredTrust found = name == null ? null : trusts.find(name);
    int age = found == null ? 0 : found.content().age();
    return age == 0 ? "" : "\t" + age;
  }

  private void verification(TlsContext context, TlsWords all, List<String> problems) {
    String method = all.text("verify", "none");
    if (method.equals("none")) {
      return;
    }
    String named = all.text("ca-file");
    String unnamed = all.text("ca-verify-file");
    context.verifyClients(
        method.equals("required"),
        IgnoredErrors.parse(words.text("ca-ignore-err")),
        IgnoredErrors.parse(words.text("crt-ignore-err")));
    if (named == null && unnamed == null) {
      failed(problems, "verify is enabled but no CA file specified");
      return;
    }
    List<String> authorities = Stream.of(named, unnamed).filter(Objects::nonNull).toList();
    String revoked = all.text("crl-file");
    if (areThere(authorities, revoked, problems)) {
      context.trust(trusts.of(authorities, revoked));
      if (named != null && !all.has("no-ca-names")) {
        context.tellAuthorities(trusts.store(named));
      }
    }
  }

  /** Commands may have removed what no certificate had used yet. */
  private boolean areThere(List<String> authorities, String revoked, List<String> problems) {
    int before = problems.size();
    for (String name : authorities) {
      if (trusts.store(name) == null) {
        failed(problems, "unable to set CA file '" + name + "'");
      }
    }
    if (revoked != null && trusts.store(revoked) == null) {
      failed(problems, "unable to configure CRL file '" + revoked + "'");
    }
    return problems.size() == before;
  }

  private void ciphers(TlsContext context, TlsWords all, List<String> problems) {
    String list = all.text("ciphers");
    if (list != null && !context.ciphers(list)) {
      failed(problems, "unable to set SSL cipher list to '" + list + "'");
    }
    String suites = all.text("ciphersuites");
    if (suites != null && !context.cipherSuites(suites)) {
      failed(problems, "unable to set TLS 1.3 cipher suites to '" + suites + "'");
    }
    String curves = all.text("curves");
    if (curves != null && !context.curves(curves)) {
      failed(problems, "unable to set SSL curves list to '" + curves + "'");
    }
    String curve = curves == null ? all.text("ecdhe") : null;
    if (curve != null && !context.curves(curve)) {
      failed(problems, "unable to set elliptic named curve to '" + curve + "'");
    }
  }
}
