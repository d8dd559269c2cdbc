package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.TlsContext;
import io.haloom.net.tls.TlsVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes the context of a server line. */
final class ServerContexts {
  private static final String MISSING = "verify is enabled but no CA file specified.";
  private static final String MISSING_BY_DEFAULT =
      "verify is enabled by default but no CA file specified. If you're running on a LAN where"
          + " you're certain to trust the server's certificate, please set an explicit 'verify"
          + " none' statement on the 'server' line, or use 'ssl-server-verify none' in the global"
          + " section to disable server-side verifications by default.";

  private final TlsServer.Origin origin;
  private final TlsWords words;
  private final TlsGlobal global;
  private final TrustStores trusts;
  private final List<String> warnings = new ArrayList<>();
  private final VersionRange versions;

  ServerContexts(TlsServer.Origin origin, TlsWords words, TlsGlobal global, TrustStores trusts) {
    this.origin = origin;
    this.words = words;
    this.global = global;
    this.trusts = trusts;
    this.versions = versions();
  }

  List<String> warnings() {
    return warnings;
  }

  /**
   * Makes one.
   *
   * @param parts what the server is shown, or null
   * @param name of that certificate, for messages
   * @param problems is told what is wrong, in HAProxy's words
   */
  TlsContext make(CertificateParts parts, String name, Consumer<String> problems)
      throws TlsException {
    TlsContext context = TlsContext.forServers();
    if (parts != null) {
      context.certificate(parts.certificate(), name);
    }
    if (versions.lowest() == null) {
      problems.accept(
          origin.proxy()
              + ": all SSL/TLS versions are disabled for server '"
              + origin.server()
              + "'.");
    } else {
      context.versions(versions.lowest(), versions.highest());
    }
    if (words.has("no-tls-tickets")) {
      context.options(TlsContext.NO_TICKET);
    }
    verification(context, problems);
    ciphers(context, problems);
    String npn = words.text("npn");
    if (npn != null) {
      context.npn(npn.getBytes(StandardCharsets.ISO_8859_1));
    }
    return context;
  }

  private VersionRange versions() {
    TlsVersion lowest = VersionRange.lowest(words);
    TlsVersion highest = VersionRange.highest(words);
    EnumSet<TlsVersion> excluded = VersionRange.excluded(words);
    if (!excluded.isEmpty() && (lowest != null || highest != null)) {
      warnings.add(
          "no-sslv3/no-tlsv1x are ignored for this server. Use only 'ssl-min-ver' and"
              + " 'ssl-max-ver' to fix.");
      excluded.clear();
    }
    VersionRange range = VersionRange.of(lowest, highest, excluded);
    if (range.gap() != null) {
      warnings.add(
          origin.proxy()
              + ": SSL/TLS versions range not contiguous for server '"
              + origin.server()
              + "'. Hole find for "
              + range.gap().text()
              + ". Use only 'ssl-min-ver' and 'ssl-max-ver' to fix.");
    }
    return range;
  }

  private void verification(TlsContext context, Consumer<String> problems) {
    if (!verifies(words)) {
      return;
    }
    String authorities = words.text("ca-file");
    if (authorities == null) {
      problems.accept(verifies(global.server()) ? MISSING_BY_DEFAULT : MISSING);
      return;
    }
    String revoked = words.text("crl-file");
    if (trusts.store(authorities) == null) {
      problems.accept("unable to set CA file '" + authorities + "'.");
    } else if (revoked != null && trusts.store(revoked) == null) {
      problems.accept("unable to configure CRL file '" + revoked + "'.");
    } else {
      context.trust(trusts.of(List.of(authorities), revoked));
    }
    context.verifyServers();
  }

  /** What certificates of servers are verified with. */
  List<StoredTrust> used() {
    return verifies(words)
        ? Stream.of(words.text("ca-file"), words.text("crl-file"))
            .filter(Objects::nonNull)
            .map(trusts::find)
            .filter(Objects::nonNull)
            .toList()
        : List.of();
  }

  private static boolean verifies(TlsWords said) {
    return said.text("verify", "required").equals("required");
  }

  private void ciphers(TlsContext context, Consumer<String> problems) {
    String list = words.text("ciphers");
    if (list != null && !context.ciphers(list)) {
      problems.accept("unable to set SSL cipher list to '" + list + "'.");
    }
    String suites = words.text("ciphersuites");
    if (suites != null && !context.cipherSuites(suites)) {
      problems.accept("unable to set TLS 1.3 cipher suites to '" + suites + "'.");
    }
  }
}
