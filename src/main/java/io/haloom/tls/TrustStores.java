package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.TlsContext;
import io.haloom.net.tls.TrustStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * Who is trusted and who was revoked ({@code ca-file}, {@code crl-file}), by the names of their
 * files. Each is read once, however many lines name it. Filled while the configuration is read;
 * changed by commands, under the lock of the {@link CertificateStore}, while handshakes look.
 */
public final class TrustStores {
  /** Whom the system trusts. */
  public static final String SYSTEM = "@system-ca";

  private final Map<String, StoredTrust> stores = new ConcurrentSkipListMap<>();
  private volatile boolean sealed;

  /** No file is read any more: what commands name has to be there already. */
  void seal() {
    sealed = true;
  }

  /** That of a name, or null. */
  public StoredTrust find(String name) {
    return stores.get(name);
  }

  /** What that of a name holds, or null. */
  TrustStore store(String name) {
    StoredTrust found = find(name);
    return found == null ? null : found.store();
  }

  /** Has one, in place of any of that name. */
  void put(StoredTrust stored) {
    stores.put(stored.name(), stored);
  }

  /** Forgets one that nobody uses. */
  void forget(String name) {
    stores.remove(name);
  }

  /** All of them, by name. */
  public Map<String, StoredTrust> all() {
    return stores;
  }

  /**
   * That of a file or folder, which is read if it was not yet, but for a command.
   *
   * @param warnings is told of what is unusual, in HAProxy's words
   * @throws TlsException in HAProxy's words; without any where no file is read any more
   */
  public StoredTrust load(String path, StoredTrust.Kind kind, Consumer<String> warnings)
      throws TlsException {
    StoredTrust known = stores.get(path);
    boolean isFilled = known != null && known.store() != null;
    if (sealed && !isFilled && !path.equals(SYSTEM)) {
      throw new TlsException("");
    }
    if (known == null) {
      TlsContext.require();
      TrustStore store = read(path, warnings);
      if (store.isEmpty()) {
        warnings.accept("ca-file: 0 CA were loaded from '" + path + "'");
      }
      known = new StoredTrust(path, kind, store);
      stores.put(path, known);
    }
    return known;
  }

  private static TrustStore read(String path, Consumer<String> warnings) throws TlsException {
    boolean isSystem = path.equals(SYSTEM);
    Path place = Path.of(isSystem ? TrustStore.systemFolder() : path);
    FileStatus status = FileStatus.of(place.toString());
    if (!isSystem && !status.isThere()) {
      throw failure(path, status.problem());
    }
    try {
      return isSystem || status.isFolder()
          ? TrustStore.ofFolder(
              place.toString(),
              (file, reason) ->
                  warnings.accept(
                      "ca-file: '" + path + "' couldn't load '" + file + "' (" + reason + ")"))
          : TrustStore.ofFile(path);
    } catch (TlsException e) {
      throw failure(path, e.getMessage());
    }
  }

  private static TlsException failure(String path, String reason) {
    return new TlsException("Couldn't open the ca-file '" + path + "' (" + reason + ").");
  }

  /**
   * What several files together trust and revoke, which all are filled.
   *
   * @param names those of authorities
   * @param revoked that of revocations, or null
   */
  TrustStore of(List<String> names, String revoked) {
    List<TrustStore> parts = new ArrayList<>();
    for (String name : names) {
      parts.add(store(name));
    }
    if (revoked != null) {
      parts.add(store(revoked));
      return TrustStore.checkingRevocations(parts);
    }
    return parts.size() == 1 ? parts.get(0) : TrustStore.ofAll(parts);
  }
}
