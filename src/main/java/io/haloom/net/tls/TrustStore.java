package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsException;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Certificates that are trusted ({@code ca-file}), and lists of those that were revoked ({@code
 * crl-file}): a {@code X509_STORE}. Never changes after it was read. Its memory is OpenSSL's, and
 * given back once nobody knows it any more; contexts that use it keep it, too.
 */
public final class TrustStore {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;
  private static final LibTrust TRUST = OpenSsl.TRUST;

  // Of openssl/x509_vfy.h.
  private static final int TYPE_REVOCATIONS = 2;
  private static final long CRL_CHECK = 0x4;
  private static final long CRL_CHECK_ALL = 0x8;

  /** What file names in a folder must end with. */
  private static final List<String> ENDINGS = List.of(".pem", ".crt", ".cer", ".crl");

  private final long store;
  private final List<Kept> all = new ArrayList<>();
  private List<Long> certificates;
  private List<Long> revocations;

  /** One of those that it holds: {@code X509*} or, for a list, {@code X509_CRL*}. */
  private record Kept(long address, boolean isList) {}

  /**
   * A look at one of those that it holds, valid while the store is known.
   *
   * @param number its place, from 1
   * @param certificate who is trusted, or null
   * @param names its {@code subjectAltName}, as {@link Certificate#alternativeTexts}
   * @param revocations who was revoked, or null
   */
  public record Held(
      int number, TlsCertificate certificate, List<String> names, RevocationList revocations) {}

  private TrustStore() {
    store = TRUST.X509_STORE_new();
    long known = store;
    OpenSsl.CLEANER.register(this, () -> TRUST.X509_STORE_free(known));
  }

  /** The folder of the certificates that the system trusts. */
  public static String systemFolder() {
    return TRUST.X509_get_default_cert_dir();
  }

  /**
   * Reads a file.
   *
   * @param path of a PEM file with any number of certificates and revocation lists
   * @throws TlsException with the reason, where it has none of both
   */
  public static TrustStore ofFile(String path) throws TlsException {
    TrustStore made = new TrustStore();
    CRYPTO.ERR_clear_error();
    if (TRUST.X509_STORE_load_locations(made.store, path, null) != 1) {
      throw OpenSsl.failure();
    }
    return made.whole();
  }

  /** Nothing is added any more: lookups may order the objects from now on. */
  private TrustStore whole() {
    List<Long> trusted = new ArrayList<>();
    List<Long> revoked = new ArrayList<>();
    long objects = TRUST.X509_STORE_get0_objects(store);
    for (int i = 0; i < CRYPTO.OPENSSL_sk_num(objects); i++) {
      long object = CRYPTO.OPENSSL_sk_value(objects, i);
      boolean isList = TRUST.X509_OBJECT_get_type(object) == TYPE_REVOCATIONS;
      long one =
          isList ? TRUST.X509_OBJECT_get0_X509_CRL(object) : TRUST.X509_OBJECT_get0_X509(object);
      (isList ? revoked : trusted).add(one);
      all.add(new Kept(one, isList));
    }
    certificates = trusted;
    revocations = revoked;
    return this;
  }

  /**
   * Reads a folder: of each file that ends like one of certificates the first certificate.
   *
   * @param unread is told of files that could not be read, and why
   */
  public static TrustStore ofFolder(String path, BiConsumer<String, String> unread)
      throws TlsException {
    TrustStore made = new TrustStore();
    for (String name : candidates(path)) {
      String file = path + "/" + name;
      String failure = made.addFirst(file);
      if (failure != null) {
        unread.accept(file, failure);
      }
    }
    return made.whole();
  }

  private static List<String> candidates(String folder) throws TlsException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (dot > 0 && name.charAt(0) != '.' && ENDINGS.contains(name.substring(dot))) {
          names.add(name);
        }
      }
    } catch (IOException e) {
      throw new TlsException("Permission denied");
    }
    names.sort(null);
    return names;
  }

  /** Adds the first certificate of a file; null, or why there is none. */
  private String addFirst(String file) {
    byte[] pem;
    try {
      pem = Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      pem = new byte[0];
    }
    try (PemBio in = new PemBio(pem)) {
      long certificate = in.certificate();
      if (certificate == 0) {
        return OpenSsl.failure().getMessage();
      }
      TRUST.X509_STORE_add_cert(store, certificate);
      CRYPTO.X509_free(certificate);
      CRYPTO.ERR_clear_error();
      return null;
    }
  }

  /**
   * Reads a text, as commands bring it.
   *
   * @param pem any number of certificates and revocation lists; keys are passed over
   * @return null where there is nothing to be read, or something that cannot be
   */
  public static TrustStore parse(byte[] pem) {
    return new TrustStore().addAll(pem);
  }

  private TrustStore addAll(byte[] pem) {
    try (PemBio in = new PemBio(pem)) {
      long infos = TRUST.PEM_X509_INFO_read_bio(in.address(), 0, 0, PemBio.NO_PASSWORD);
      if (infos == 0) {
        return null;
      }
      int count = CRYPTO.OPENSSL_sk_num(infos);
      boolean good = count > 0;
      for (int i = 0; i < count; i++) {
        long info = CRYPTO.OPENSSL_sk_value(infos, i);
        // The first two fields of X509_INFO.
        good &= add(MEMORY.getAddress(info), MEMORY.getAddress(info + Long.BYTES));
        TRUST.X509_INFO_free(info);
      }
      TRUST.OPENSSL_sk_free(infos);
      return good ? whole() : null;
    } finally {
      CRYPTO.ERR_clear_error();
    }
  }

  private boolean add(long certificate, long revocations) {
    return (certificate == 0 || TRUST.X509_STORE_add_cert(store, certificate) == 1)
        && (revocations == 0 || TRUST.X509_STORE_add_crl(store, revocations) == 1);
  }

  private void addAll(TrustStore other) {
    other.certificates.forEach(one -> TRUST.X509_STORE_add_cert(store, one));
    other.revocations.forEach(one -> TRUST.X509_STORE_add_crl(store, one));
    CRYPTO.ERR_clear_error();
    Reference.reachabilityFence(other);
  }

  /** What all of them hold. */
  public static TrustStore ofAll(List<TrustStore> parts) {
    TrustStore all = new TrustStore();
    parts.forEach(all::addAll);
    return all.whole();
  }

  /** The same, but what uses it refuses certificates of whose issuers there is no list. */
  public static TrustStore checkingRevocations(List<TrustStore> parts) {
    TrustStore all = ofAll(parts);
    TRUST.X509_STORE_set_flags(all.store, CRL_CHECK | CRL_CHECK_ALL);
    return all;
  }

  // --- what it holds ---------------------------------------------------------------------------

  /** {@code X509_STORE*}; borrowed, for as long as this is known. */
  long address() {
    return store;
  }

  /** {@code X509*} of those that are trusted; borrowed, for as long as this is known. */
  List<Long> certificates() {
    return certificates;
  }

  /** {@code X509_CRL*}; borrowed, for as long as this is known. */
  List<Long> revocations() {
    return revocations;
  }

  /** All of them, as they were read. */
  public List<Held> held() {
    List<Held> views = new ArrayList<>();
    for (Kept one : all) {
      int number = views.size() + 1;
      views.add(
          one.isList
              ? new Held(number, null, List.of(), new RevocationList(one.address))
              : new Held(
                  number,
                  new X509View(one.address),
                  Certificate.alternativeTexts(one.address),
                  null));
    }
    return views;
  }

  /** How many it holds, certificates and lists. */
  public int size() {
    return all.size();
  }

  /** {@code X509*}, one of each name. */
  List<Long> distinctNames() {
    Map<Long, List<Long>> byHash = new LinkedHashMap<>();
    List<Long> distinct = new ArrayList<>();
    for (long one : certificates) {
      long name = CRYPTO.X509_get_subject_name(one);
      List<Long> similar =
          byHash.computeIfAbsent(TRUST.X509_subject_name_hash(one), key -> new ArrayList<>(1));
      if (similar.stream().noneMatch(other -> TRUST.X509_NAME_cmp(name, other) == 0)) {
        similar.add(name);
        distinct.add(one);
      }
    }
    return distinct;
  }

  /** How many certificates are trusted. */
  public int certificateCount() {
    return certificates.size();
  }

  public boolean isEmpty() {
    return certificates.isEmpty() && revocations.isEmpty();
  }
}
