package io.haloom.tls;

import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import io.haloom.net.tls.ClientHello;
import io.haloom.net.tls.TlsContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The TLS of one bind line: what it says, its certificates, and which of them a client gets. Set up
 * by the parser; certificates come and go by commands later, under the store's lock, and whoever
 * shakes hands meanwhile sees all of the old ones or all of the new.
 */
public final class TlsBind {
  /**
   * Where it stands, for messages.
   *
   * @param proxy the name of its frontend
   * @param written its address as written
   * @param location {@code file:line}
   */
  public record Origin(String proxy, String written, String location) {}

  private final Origin origin;
  private final TlsWords words;
  private final BindContexts contexts;
  private final TlsGlobal.Kept kept;
  private final List<Wanted> wanted = new ArrayList<>();
  private volatile Choice choice;

  /** What a line says that names a certificate. */
  private record Wanted(StoredCertificate stored, TlsWords words, List<String> filters) {}

  /**
   * What is chosen from.
   *
   * @param all in the order of the configuration
   * @param fallback for who names no host, or one that nobody has; null where that is refused
   */
  private record Choice(List<TlsInstance> all, SniTable names, TlsContext fallback) {}

  public TlsBind(Origin origin, TlsWords words, TlsGlobal global, TrustStores trusts) {
    this.origin = origin;
    this.words = words.over(global.bind());
    this.contexts = new BindContexts(origin, this.words, global, trusts);
    this.kept = global.kept();
  }

  /** What its line says, over the defaults. */
  public TlsWords words() {
    return words;
  }

  public Origin origin() {
    return origin;
  }

  /**
   * Adds a certificate.
   *
   * @param line what its line of a list says of TLS
   * @param filters the names of that line
   */
  public void add(StoredCertificate stored, TlsWords line, List<String> filters) {
    wanted.add(new Wanted(stored, line, filters));
  }

  /**
   * Makes the contexts, once all words are known.
   *
   * @return what is wrong, in HAProxy's words, or null
   */
  public String prepare() {
    List<TlsInstance> all = new ArrayList<>();
    List<String> problems = contexts.problems();
    try {
      // What no certificate is there for is judged, too, and first.
      contexts.make(TlsWords.NONE);
      for (Wanted one : wanted) {
        all.add(instance(one));
      }
    } catch (TlsException e) {
      problems.add(e.getMessage());
    }
    if (problems.isEmpty()) {
      use(all);
      return null;
    }
    return String.join("\n", problems);
  }

  /** What is unusual about it, after {@link #prepare}. */
  public List<String> warnings() {
    return contexts.warnings();
  }

  private TlsInstance instance(Wanted one) throws TlsException {
    TlsContext context = contexts.make(one.words, one.stored.certificate());
    TlsInstance made = new TlsInstance(this, one.stored, one.words, one.filters, context);
    one.stored.instances().add(made);
    return made;
  }

  private void use(List<TlsInstance> all) {
    TlsContext first = all.isEmpty() ? null : all.get(0).context;
    boolean strict = words.has("strict-sni");
    choice = new Choice(List.copyOf(all), new SniTable(all), strict ? null : first);
  }

  /** What is kept of its handshakes. */
  public TlsGlobal.Kept kept() {
    return kept;
  }

  /** For a client that has just connected. */
  public TlsEngine engine() {
    return TlsContext.engine(this::choose);
  }

  /**
   * For a client that has just connected.
   *
   * @param heard is shown the client's first message without its header, valid for that call
   */
  public TlsEngine engine(Consumer<ByteBuffer> heard) {
    return TlsContext.engine(
        hello -> {
          if (hello != null) {
            heard.accept(hello.message());
          }
          return choose(hello);
        });
  }

  private TlsContext choose(ClientHello hello) {
    Choice now = choice;
    if (hello == null) {
      // OpenSSL says what is wrong with it, whatever the context.
      return now.all.isEmpty() ? null : now.all.get(0).context;
    }
    ClientHello.ServerName host = hello.serverName();
    if (!host.isThere()) {
      return now.fallback;
    }
    HelloSignatures signatures = HelloSignatures.of(hello);
    if (!host.isValid() || signatures == null) {
      return null;
    }
    TlsInstance found = now.names.find(host.name(), signatures.rsa(), signatures.ecdsa());
    return found == null ? now.fallback : found.context;
  }

  @Override
  public String toString() {
    return words.toString();
  }
}
