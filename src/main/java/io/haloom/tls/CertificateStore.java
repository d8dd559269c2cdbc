package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.TlsContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The certificates of a process, by the names of their files, and the lists that name them. Each is
 * read once, however many lines name it. Filled while the configuration is read; changed by
 * commands, under {@link #lock}.
 */
public final class CertificateStore {
  /** The kinds of keys that the files of a bundle end with, in the order they are looked for. */
  static final List<String> BUNDLE = List.of("dsa", "ecdsa", "rsa");

  private final Map<String, StoredCertificate> certificates = new TreeMap<>();
  private final Map<String, CertificateList> lists = new TreeMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final CertificateChange change = new CertificateChange(this);
  private final Map<StoredTrust.Kind, TrustChange> trustChanges =
      new EnumMap<>(StoredTrust.Kind.class);
  private final Supplier<TlsGlobal> global;
  private final TrustStores trusts;
  private final Staples staples = new Staples();
  private final TicketKeyFiles ticketKeys = new TicketKeyFiles();
  private final GeneratedCache generated = new GeneratedCache();
  private volatile boolean sealed;

  /** A context that certificates are tried with. */
  private TlsContext trial;

  /**
   * An empty one.
   *
   * @param global what the global section says, at any time while the configuration is read
   */
  public CertificateStore(Supplier<TlsGlobal> global, TrustStores trusts) {
    this.global = global;
    this.trusts = trusts;
    for (StoredTrust.Kind kind : StoredTrust.Kind.values()) {
      trustChanges.put(kind, new TrustChange(this, kind));
    }
  }

  /** Who changes something, or walks over it, holds this. */
  public ReentrantLock lock() {
    return lock;
  }

  /** What the global section says of TLS. */
  public TlsGlobal global() {
    return global.get();
  }

  /** The configuration has been read: no file is, any more. */
  public void seal() {
    sealed = true;
    trusts.seal();
  }

  /** Whether what commands name has to be there already. */
  public boolean isSealed() {
    return sealed;
  }

  /** The certificate of that name, or null. */
  public StoredCertificate find(String name) {
    return certificates.get(name);
  }

  /** All of them, by name. */
  public Map<String, StoredCertificate> all() {
    return certificates;
  }

  /**
   * Makes an empty one; under the lock.
   *
   * @return false where there is one of that name
   */
  boolean create(String name) {
    return certificates.putIfAbsent(name, new StoredCertificate(name, CertificateParts.NONE))
        == null;
  }

  /** Forgets one that nobody uses; under the lock. */
  void forget(StoredCertificate stored) {
    certificates.remove(stored.name());
    stored.parts().closeBut(CertificateParts.NONE);
  }

  /** What is being changed of one of them; under the lock. */
  public CertificateChange change() {
    return change;
  }

  /** What is being changed of whom is trusted, or was revoked; under the lock. */
  public TrustChange change(StoredTrust.Kind kind) {
    return trustChanges.get(kind);
  }

  /** Who is trusted and who was revoked. */
  public TrustStores trusts() {
    return trusts;
  }

  /** The keys of session tickets that were read. */
  public TicketKeyFiles ticketKeys() {
    return ticketKeys;
  }

  /** Contexts of certificates that were made as they were asked for, of all bind lines. */
  GeneratedCache generated() {
    return generated;
  }

  /** What clients are told of certificates that bind lines use. */
  Staples staples() {
    return staples;
  }

  /** As {@link #staples}, without those that nobody uses any more; under the lock. */
  public Staples usedStaples() {
    staples.keep(certificates.values());
    return staples;
  }

  /** All lists, by name. */
  public Map<String, CertificateList> lists() {
    return lists;
  }

  /**
   * What a bind line names.
   *
   * @param list null where it names no list and no folder
   */
  public record Named(CertificateList list, List<ListEntry> entries) {}

  /**
   * The certificate of a file, which is read if it was not yet.
   *
   * @throws TlsException in HAProxy's words
   */
  public StoredCertificate load(String path) throws TlsException {
    StoredCertificate known = certificates.get(path);
    if (known == null) {
      TlsContext.require();
      known = new StoredCertificate(path, new CertificateFiles(global().files()).read(path));
      certificates.put(path, known);
    }
    return known;
  }

  /**
   * What {@code crt} names: a file, the files of a folder, or those of a bundle.
   *
   * @throws TlsException in HAProxy's words
   */
  public Named named(String path) throws TlsException {
    if (find(path) == null && FileStatus.of(path).isFolder()) {
      return whole(list(path, () -> CertificateFolder.read(this, withoutSlashes(path))));
    }
    List<ListEntry> entries = new ArrayList<>();
    for (String file : files(path)) {
      entries.add(ListEntry.of(load(file)));
      tryOut(entries.getLast().stored());
    }
    return new Named(null, entries);
  }

  private List<String> files(String path) throws TlsException {
    if (isThere(path)) {
      return List.of(path);
    }
    List<String> bundle = new ArrayList<>();
    if (global().files().loads("bundle")) {
      BUNDLE.stream().map(kind -> path + "." + kind).filter(this::isThere).forEach(bundle::add);
    }
    if (bundle.isEmpty()) {
      throw new TlsException(missing(path, lastTried(path)));
    }
    return bundle;
  }

  /**
   * What a server's {@code crt} names has to be a file.
   *
   * @throws TlsException in HAProxy's words, which for a folder tell of another failure
   */
  public void checkFile(String path) throws TlsException {
    FileStatus status = FileStatus.of(path);
    if (!status.isThere() || status.isFolder()) {
      String reason = status.isThere() ? "No such file or directory" : status.problem();
      throw new TlsException(
          "unable to stat SSL certificate from file '" + path + "' : " + reason + ".");
    }
  }

  private boolean isThere(String path) {
    return find(path) != null || FileStatus.of(path).isThere();
  }

  /** The file that is looked for last where that one is not there: its reason is told. */
  String lastTried(String path) {
    return global().files().loads("bundle") ? path + "." + BUNDLE.getLast() : path;
  }

  /**
   * What is said of a file that is not there.
   *
   * @param tried whose reason is given
   */
  static String missing(String path, String tried) {
    return "unable to stat SSL certificate from file '"
        + path
        + "' : "
        + FileStatus.of(tried).problem()
        + ".\n";
  }

  /**
   * What is told beside what a line of the configuration is refused for.
   *
   * @param ofLine warnings, with the place of that line
   * @param warnings others
   * @param alerts why a file that a list names could not be read
   */
  public record Told(Consumer<String> ofLine, Consumer<String> warnings, Consumer<String> alerts) {}

  /**
   * What {@code crt-list} names.
   *
   * @throws TlsException in HAProxy's words
   */
  public Named listed(String path, Told told) throws TlsException {
    ListWords words =
        new ListWords(global(), (file, kind) -> isTrust(file, kind, told), told.ofLine());
    return whole(
        list(path, () -> new CertificateListFile(this, withoutSlashes(path), words).read()));
  }

  /** What reads the words of a line that a command brings: no file is read for it any more. */
  ListWords lineWords() {
    return new ListWords(global(), (file, kind) -> trusts.store(file) != null, warning -> {});
  }

  private boolean isTrust(String path, StoredTrust.Kind kind, Told told) {
    try {
      return trusts.load(path, kind, told.warnings()) != null;
    } catch (TlsException e) {
      told.alerts().accept(e.getMessage());
      return false;
    }
  }

  private interface Reading {
    CertificateList read() throws TlsException;
  }

  private CertificateList list(String path, Reading reading) throws TlsException {
    String name = withoutSlashes(path);
    CertificateList known = lists.get(name);
    if (known == null) {
      known = reading.read();
      lists.put(name, known);
    }
    return known;
  }

  /** The name of a list, without what stands for nothing. */
  public static String withoutSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private Named whole(CertificateList list) throws TlsException {
    for (ListEntry entry : list.entries()) {
      try {
        tryOut(entry.stored());
      } catch (TlsException e) {
        throw new TlsException(
            "error processing line "
                + entry.number()
                + " in file '"
                + list.name()
                + "' : "
                + e.getMessage());
      }
    }
    return new Named(list, List.copyOf(list.entries()));
  }

  /** Whether OpenSSL takes it. */
  private void tryOut(StoredCertificate stored) throws TlsException {
    if (trial == null) {
      trial = TlsContext.forClients(stored.name());
    }
    trial.certificate(stored.certificate(), stored.name());
    if (stored.parts().ocsp() != null) {
      staples.find(stored.parts(), stored.name());
    }
  }

  @Override
  public String toString() {
    return certificates.keySet().toString();
  }
}
