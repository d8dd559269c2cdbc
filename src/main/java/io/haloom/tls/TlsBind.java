package io.haloom.tls;

import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import io.haloom.net.tls.Certificate;
import io.haloom.net.tls.ClientHello;
import io.haloom.net.tls.SessionCache;
import io.haloom.net.tls.TicketKeys;
import io.haloom.net.tls.TlsContext;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

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

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Origin origin;
  private final TlsWords words;
  private final BindContexts contexts;
  private final TlsGlobal.Kept kept;
  private final CertificateStore store;
  private final List<ListEntry> wanted = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final int cacheSize;

  /** What tickets are sealed with where there are no keys from a file. */
  private final byte[] ticketSecret = new byte[TlsContext.TICKET_SECRET];

  /** Of {@code tls-ticket-keys}, or null. */
  private TicketKeys ticketKeys;

  /** Of {@code generate-certificates}, or null. */
  private GeneratedContexts generated;

  private volatile Choice choice;

  /**
   * What is chosen from.
   *
   * @param all in the order of the configuration
   * @param fallback for who names no host, or one that nobody has; null for none
   */
  private record Choice(List<TlsInstance> all, SniTable names, TlsInstance fallback) {}

  public TlsBind(Origin origin, TlsWords words, TlsGlobal global, CertificateStore store) {
    this.origin = origin;
    this.words = words.over(global.bind());
    this.contexts = new BindContexts(origin, this.words, global, store);
    this.kept = global.kept();
    this.store = store;
    this.cacheSize = global.cacheSize();
    RANDOM.nextBytes(ticketSecret);
  }

  /** What its line says, over the defaults. */
  public TlsWords words() {
    return words;
  }

  public Origin origin() {
    return origin;
  }

  /** What its tickets are sealed with. */
  public void ticketKeys(TicketKeys keys) {
    ticketKeys = keys;
  }

  /** Adds what its line names. */
  public void add(CertificateStore.Named named) {
    wanted.addAll(named.entries());
    if (named.list() != null) {
      named.list().users().add(0, this);
    }
  }

  /**
   * Looks at all of it, once all words are known.
   *
   * @return what is wrong, in HAProxy's words, or null
   */
  public String prepare() {
    List<TlsInstance> all = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try {
      TlsContext.require();
      SessionCache.resize(cacheSize);
      // What no certificate is there for is judged, too, and first.
      contexts.make(TlsWords.NONE, problems).close();
      Set<TlsWords> good = new HashSet<>();
      for (ListEntry one : wanted) {
        all.add(instance(one));
        judge(one.line().words(), good, problems);
        contexts.look(one.stored(), notes);
      }
    } catch (TlsException e) {
      problems.add(e.getMessage());
    }
    if (problems.isEmpty()) {
      use(all, all.isEmpty() ? null : all.get(0));
      return null;
    }
    return String.join("\n", problems);
  }

  /**
   * Has certificates made for hosts that there is none for ({@code generate-certificates}); after
   * {@link #prepare}.
   *
   * @throws TlsException in HAProxy's words
   */
  public void generate() throws TlsException {
    generated = GeneratedContexts.read(origin, words.text("ca-sign-file"), this, store);
  }

  /** Notes what is wrong with words, again for each who has them, as HAProxy does. */
  private void judge(TlsWords line, Set<TlsWords> good, List<String> problems) throws TlsException {
    int before = problems.size();
    if (!good.contains(line)) {
      contexts.make(line, problems).close();
      if (problems.size() == before) {
        good.add(line);
      }
    }
  }

  /** What is unusual about its certificates, after {@link #prepare}: a text of lines each. */
  public List<String> notes() {
    return notes;
  }

  /** What is unusual about it, after {@link #prepare}. */
  public List<String> warnings() {
    return contexts.warnings();
  }

  private TlsInstance instance(ListEntry one) {
    TlsInstance made = new TlsInstance(this, one, one.stored().parts());
    one.stored().instances().add(made);
    one.instances().add(made);
    return made;
  }

  private void use(List<TlsInstance> all, TlsInstance first) {
    choice = new Choice(List.copyOf(all), new SniTable(all), first);
  }

  /**
   * Has other instances take the place of some, for who shakes hands from now on; under the store's
   * lock.
   */
  void replace(Map<TlsInstance, TlsInstance> by) {
    Choice now = choice;
    List<TlsInstance> all = now.all.stream().map(one -> by.getOrDefault(one, one)).toList();
    use(all, now.fallback == null ? null : by.getOrDefault(now.fallback, now.fallback));
  }

  /**
   * Has one more line of a list, for who shakes hands from now on; under the store's lock.
   *
   * @throws TlsException where OpenSSL does not take it; nothing has changed then
   */
  void extend(ListEntry entry) throws TlsException {
    Choice now = choice;
    TlsInstance made = new TlsInstance(this, entry, entry.stored().parts());
    made.chosen();
    if (entry.stored().parts().ocsp() != null && entry.stored().instances().isEmpty()) {
      contexts.look(entry.stored(), new ArrayList<>());
    }
    entry.stored().instances().add(made);
    entry.instances().add(made);
    List<TlsInstance> all = new ArrayList<>(now.all);
    all.add(made);
    use(all, now.fallback == null ? made : now.fallback);
  }

  /** Is without a line of a list from now on; under the store's lock. */
  void remove(ListEntry entry) {
    Choice now = choice;
    List<TlsInstance> gone = now.all.stream().filter(one -> one.entry == entry).toList();
    List<TlsInstance> all = now.all.stream().filter(one -> one.entry != entry).toList();
    use(all, gone.contains(now.fallback) ? null : now.fallback);
    entry.stored().instances().removeAll(gone);
    entry.instances().removeAll(gone);
    gone.forEach(TlsInstance::close);
  }

  /** Whether who names no host gets what that line of a list names. */
  boolean needs(ListEntry entry) {
    TlsInstance first = choice.fallback;
    return first != null && first.entry == entry && !words.has("strict-sni");
  }

  /** Whether clients of one of its instances are verified with what has that name. */
  boolean verifiesWith(TlsInstance instance, String trust) {
    TlsWords all = instance.entry.line().words().over(words);
    return !all.text("verify", "none").equals("none")
        && Stream.of("ca-file", "ca-verify-file", "crl-file")
            .anyMatch(word -> trust.equals(all.text(word)));
  }

  /** Makes the context of an instance. */
  TlsContext context(TlsWords line, CertificateParts parts, String name) throws TlsException {
    List<String> problems = new ArrayList<>();
    TlsContext made = contexts.make(line, parts, name, problems);
    if (!problems.isEmpty()) {
      made.close();
      throw new TlsException(String.join("\n", problems) + "\n");
    }
    return ticketed(made);
  }

  /**
   * Makes the context of a certificate that was made as it was asked for.
   *
   * @param certificate null for none, so that nobody can shake hands
   */
  TlsContext context(Certificate certificate, String host) throws TlsException {
    return ticketed(
        certificate == null
            ? contexts.make(TlsWords.NONE, new ArrayList<>())
            : contexts.make(certificate, host));
  }

  private TlsContext ticketed(TlsContext made) {
    if (ticketKeys == null) {
      made.ticketSecret(ticketSecret);
    } else {
      made.ticketKeys(ticketKeys);
    }
    return made;
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

  private TlsContext choose(ClientHello hello) throws TlsException {
    TlsContext found = null;
    Choice now = null;
    while (found == null && now != choice) {
      // Again where commands have changed what is chosen from.
      now = choice;
      found = choose(hello, now);
    }
    return found;
  }

  private TlsContext choose(ClientHello hello, Choice now) throws TlsException {
    if (hello == null) {
      // OpenSSL says what is wrong with it, whatever the context.
      return now.all.isEmpty() ? null : now.all.get(0).chosen();
    }
    ClientHello.ServerName host = hello.serverName();
    if (!host.isThere()) {
      return fallback(now);
    }
    HelloSignatures signatures = HelloSignatures.of(hello);
    if (!host.isValid() || signatures == null) {
      return null;
    }
    TlsInstance found = now.names.find(host.name(), signatures.rsa(), signatures.ecdsa());
    if (found == null && generated != null && now.fallback != null) {
      return generated.find(host.name().toLowerCase(Locale.ROOT), now.fallback.certificate());
    }
    return found == null ? fallback(now) : found.chosen();
  }

  /** For who names no host, or one that nobody has. */
  private TlsContext fallback(Choice now) throws TlsException {
    return now.fallback == null || words.has("strict-sni") ? null : now.fallback.fallback();
  }

  @Override
  public String toString() {
    return words.toString();
  }
}
