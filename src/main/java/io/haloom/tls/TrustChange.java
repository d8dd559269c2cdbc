package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.TrustStore;
import java.util.List;

/**
 * The change of who is trusted, or of who was revoked, that commands prepare and then make, all at
 * once ({@code set}, {@code commit} and {@code abort ssl ca-file}, and the same of {@code ssl
 * crl-file}). There is one of each kind at a time. Used under the store's lock; messages are
 * HAProxy's.
 */
public final class TrustChange {
  private final CertificateStore store;
  private final StoredTrust.Kind kind;

  /** What is changed, or null while nothing is. */
  private StoredTrust changed;

  private TrustStore next;

  TrustChange(CertificateStore store, StoredTrust.Kind kind) {
    this.store = store;
    this.kind = kind;
  }

  StoredTrust.Kind kind() {
    return kind;
  }

  /** What is being changed, or null. */
  StoredTrust changed() {
    return changed;
  }

  /** What it is to hold; null while nothing is changed. */
  TrustStore next() {
    return next;
  }

  private String file() {
    return kind.title() + " file";
  }

  /**
   * Makes an empty one.
   *
   * @return what is to be said
   */
  public String create(String name) throws TlsException {
    if (store.trusts().find(name) != null) {
      throw new TlsException(file() + " '" + name + "' already exists!\n");
    }
    store.trusts().put(new StoredTrust(name, kind, null));
    return "New " + file() + " created '" + name + "'!\n";
  }

  /**
   * Prepares it.
   *
   * @param payload a PEM text of certificates and lists of those that were revoked
   * @return what is to be said
   */
  public String set(String name, byte[] payload) throws TlsException {
    StoredTrust target = changed == null ? store.trusts().find(name) : changed;
    String problem = null;
    TrustStore made = null;
    if (target == null) {
      problem = "Can't replace a " + file() + " which is not referenced by the configuration!\n";
    } else if (!target.name().equals(name)) {
      problem = ongoing() + "set '" + name + "'\n";
    } else {
      made = TrustStore.parse(payload);
    }
    if (made == null) {
      String why = problem == null ? "Invalid payload\n" : problem;
      throw new TlsException(why + "Can't update " + name + "!\n");
    }
    String word = changed == null ? "created" : "updated";
    changed = target;
    next = made;
    return "transaction " + word + " for " + kind.title() + " " + name + "!\n";
  }

  private String ongoing() {
    return "The ongoing transaction is about '" + changed.name() + "' but you are trying to ";
  }

  /**
   * Makes it: whoever shakes hands from now on is verified with what was prepared.
   *
   * @return what is to be said behind the name
   * @throws TlsException that says it is not tried, and why
   */
  public String commit(String name) throws TlsException {
    if (changed == null) {
      throw new TlsException("No ongoing transaction! !\n");
    }
    if (!changed.name().equals(name)) {
      throw new TlsException(ongoing() + "set '" + name + "'\n");
    }
    StoredTrust.Content before = changed.content();
    // Contexts are made with what is there. A handshake that makes one meanwhile has it early.
    changed.content(new StoredTrust.Content(kind, next, before.age() + 1));
    try {
      Renewal renewal = Renewal.of(instances(changed), changed.servers(), null);
      store.trusts().put(changed);
      changed = null;
      next = null;
      return ".".repeat(renewal.use()) + "\nSuccess!\n";
    } catch (TlsException e) {
      changed.content(before);
      return e.getMessage() + "Failed!\n";
    }
  }

  private List<TlsInstance> instances(StoredTrust trust) {
    return store.all().values().stream()
        .flatMap(stored -> stored.instances().stream())
        .filter(one -> one.bind.verifiesWith(one, trust.name()))
        .toList();
  }

  /**
   * Forgets what was prepared.
   *
   * @return what is to be said
   */
  public String abort(String name) throws TlsException {
    if (changed == null) {
      throw new TlsException("No ongoing transaction!\n");
    }
    if (!changed.name().equals(name)) {
      throw new TlsException(ongoing() + "abort a transaction for '" + name + "'\n");
    }
    changed = null;
    next = null;
    return "Transaction aborted for certificate '" + name + "'!\n";
  }

  /** Whether anybody is verified with it. */
  boolean isUsed(StoredTrust trust) {
    return !trust.servers().isEmpty() || !instances(trust).isEmpty();
  }

  /**
   * Forgets one that nobody uses.
   *
   * @return what is to be said
   */
  public String delete(String name) throws TlsException {
    StoredTrust found = store.trusts().find(name);
    String problem = null;
    if (changed != null && changed.name().equals(name)) {
      problem = "ongoing transaction for the " + file() + " '" + name + "'";
    } else if (found == null) {
      problem = file() + " '" + name + "' doesn't exist!\n";
    } else if (kind == StoredTrust.Kind.REVOCATIONS && found.kind() != kind) {
      problem = "'del ssl crl-file' does not work on CA files!\n";
    } else if (isUsed(found)) {
      problem = file() + " '" + name + "' in use, can't be deleted!\n";
    }
    if (problem != null) {
      throw new TlsException("Can't remove the " + file() + ": " + problem + "\n");
    }
    store.trusts().forget(name);
    return file() + " '" + name + "' deleted!\n";
  }
}
