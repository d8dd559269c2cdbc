package io.haloom.tls;

import java.util.ArrayList;
import java.util.List;

/**
 * A certificate as a bind line, or a line of a list, names it. Its line and its users change by
 * commands, under the store's lock.
 */
public final class ListEntry {
  private final StoredCertificate stored;
  private final ListLine line;
  private int number;
  private final List<TlsInstance> instances = new ArrayList<>();

  ListEntry(StoredCertificate stored, ListLine line, int number) {
    this.stored = stored;
    this.line = line;
    this.number = number;
  }

  /** What names nothing but the certificate. */
  static ListEntry of(StoredCertificate stored) {
    return new ListEntry(stored, ListLine.NONE, 0);
  }

  public StoredCertificate stored() {
    return stored;
  }

  /** What the line says beside the certificate. */
  public ListLine line() {
    return line;
  }

  /** The number of the line, 0 for none. */
  public int number() {
    return number;
  }

  void number(int value) {
    number = value;
  }

  /** As bind lines use it. */
  List<TlsInstance> instances() {
    return instances;
  }
}
