package io.haloom.tls;

import io.haloom.net.TlsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a folder of certificates: every file that is not one of those that lie beside others. */
final class CertificateFolder {
  private static final Set<String> BESIDE = Set.of("issuer", "ocsp", "sctl", "key");

  private CertificateFolder() {}

  /**
   * Reads it.
   *
   * @throws TlsException in HAProxy's words
   */
  static CertificateList read(CertificateStore store, String path) throws TlsException {
    CertificateList list = new CertificateList(path, true);
    StringBuilder problems = new StringBuilder();
    for (String name : names(path)) {
      String file = path + "/" + name;
      FileStatus status = FileStatus.of(file);
      if (!status.isThere()) {
        problems.append(CertificateStore.missing(file, file));
      } else if (status.isFile()) {
        try {
          list.entries().add(ListEntry.of(store.load(file)));
        } catch (TlsException e) {
          throw new TlsException(problems + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new TlsException(problems.toString());
    }
    return list;
  }

  private static List<String> names(String path) throws TlsException {
    try (Stream<Path> files = Files.list(Path.of(path))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !isBeside(name))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new TlsException(
          "unable to scan directory '" + path + "' : " + FileStatus.text(e, path) + ".\n");
    }
  }

  private static boolean isBeside(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && (name.startsWith(".") || BESIDE.contains(name.substring(dot + 1)));
  }
}
