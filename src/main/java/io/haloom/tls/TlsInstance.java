package io.haloom.tls;

import io.haloom.net.tls.Certificate;
import io.haloom.net.tls.TlsContext;
import java.util.List;

/**
 * A certificate as one bind line uses it: with what the line, or its own line of a list, says, and
 * for the names it is chosen by. What it holds never changes: another takes its place.
 */
final class TlsInstance {
  final TlsBind bind;
  final StoredCertificate stored;

  /** What its line of a list says, over what the bind line does. */
  final TlsWords words;

  /** The names of its line of a list, or an empty list for the certificate's own. */
  final List<String> filters;

  final Certificate.KeyType keyType;
  final TlsContext context;

  TlsInstance(
      TlsBind bind,
      StoredCertificate stored,
      TlsWords words,
      List<String> filters,
      TlsContext context) {
    this.bind = bind;
    this.stored = stored;
    this.words = words;
    this.filters = filters;
    this.keyType = stored.certificate().keyType();
    this.context = context;
  }

  /** What it is chosen by: names, those with a leading {@code *}, and exceptions with {@code !}. */
  List<String> names() {
    return filters.isEmpty() ? stored.certificate().names() : filters;
  }
}
