package io.haloom.tls;

import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import io.haloom.net.tls.ResumableSessions;
import io.haloom.net.tls.TlsContext;
import io.haloom.net.tls.TlsTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The TLS of one server line: what it says, its context, and the sessions that may be resumed. Set
 * up by the parser; its certificate changes by commands later, and whoever shakes hands meanwhile
 * has the old or the new one.
 */
public final class TlsServer {
  private final TlsWords words;
  private final StoredCertificate certificate;
  private final byte[] alpn;
  private final ServerContexts contexts;
  private final ResumableSessions sessions;
  private volatile TlsContext context;

  /**
   * Where it stands, for messages.
   *
   * @param proxy what its section is called: {@code backend 'b'}
   * @param server its name
   */
  public record Origin(String proxy, String server) {}

  /**
   * One that is not {@link #prepare}d yet.
   *
   * @param line what its line says
   * @param certificate {@code crt}, or null
   * @param trusts has what {@code ca-file} and {@code crl-file} name
   */
  public TlsServer(
      Origin origin,
      TlsWords line,
      TlsGlobal global,
      StoredCertificate certificate,
      TrustStores trusts) {
    this.words = line.over(global.server());
    this.contexts = new ServerContexts(origin, words, global, trusts);
    this.certificate = certificate;
    this.alpn = wire(words.text("alpn", ""));
    this.sessions = words.has("no-ssl-reuse") ? null : new ResumableSessions();
  }

  private static byte[] wire(String protocols) {
    return protocols.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What its line says, over the defaults. */
  public TlsWords words() {
    return words;
  }

  /** The protocols that traffic offers, each behind a character of its length; empty for none. */
  public String alpn() {
    return words.text("alpn", "");
  }

  /**
   * Makes the context, once all words are known.
   *
   * @return what is wrong, in HAProxy's words
   */
  public List<String> prepare() {
    List<String> problems = new ArrayList<>();
    try {
      TlsContext.require();
      context = contexts.make(parts(), certificateName(), problems::add);
      if (problems.isEmpty()) {
        known();
      }
    } catch (TlsException e) {
      problems.add(e.getMessage());
    }
    return problems;
  }

  private void known() {
    if (certificate != null) {
      certificate.servers().add(this);
    }
    contexts.used().forEach(trust -> trust.servers().add(this));
  }

  CertificateParts parts() {
    return certificate == null ? null : certificate.parts();
  }

  private String certificateName() {
    return certificate == null ? null : certificate.name();
  }

  /**
   * Makes a context with other parts of its certificate; who shakes hands has the one of before.
   *
   * @throws TlsException in HAProxy's words
   */
  TlsContext renewed(CertificateParts parts) throws TlsException {
    List<String> problems = new ArrayList<>();
    TlsContext made = contexts.make(parts, certificateName(), problems::add);
    if (!problems.isEmpty()) {
      throw new TlsException(String.join("\n", problems));
    }
    return made;
  }

  /** Has who shakes hands from now on use that context; sessions are those of the one before. */
  void use(TlsContext renewed) {
    context = renewed;
    if (sessions != null) {
      sessions.clear();
    }
  }

  /** Its server is gone: what commands change concerns it no more; under the store's lock. */
  public void forget() {
    if (certificate != null) {
      certificate.servers().remove(this);
    }
    contexts.used().forEach(trust -> trust.servers().remove(this));
  }

  /** What is unusual about it, after {@link #prepare}. */
  public List<String> warnings() {
    return contexts.warnings();
  }

  /**
   * For a connection that has just been made.
   *
   * @param serverName the host to ask for, or null
   * @param protocols to offer in the place of {@link #alpn()}, and like it; or null
   */
  public TlsEngine engine(String serverName, String protocols) throws TlsException {
    return engine(serverName, protocols == null ? alpn : wire(protocols));
  }

  private TlsEngine engine(String serverName, byte[] protocols) throws TlsException {
    return context.engine(new TlsTarget(serverName, protocols, words.text("verifyhost"), sessions));
  }

  @Override
  public String toString() {
    return words.toString();
  }
}
