package io.haloom.tls;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of certificates: a {@code crt-list}, or the files of a folder. Changes by commands, under
 * the store's lock.
 */
public final class CertificateList {
  private final String name;
  private final boolean folder;
  private final List<ListEntry> entries = new ArrayList<>();
  private final List<TlsBind> users = new ArrayList<>();
  private int lineCount;

  CertificateList(String name, boolean folder) {
    this.name = name;
    this.folder = folder;
  }

  /** The path of the file or folder. */
  public String name() {
    return name;
  }

  /** Whether it is a folder: each file once, and nothing is said of it. */
  public boolean isFolder() {
    return folder;
  }

  /** In their order. */
  public List<ListEntry> entries() {
    return entries;
  }

  /** The bind lines that name it, the last first. */
  List<TlsBind> users() {
    return users;
  }

  /** Lines so far, those counted that stand for several certificates. */
  void lineCount(int count) {
    lineCount = count;
  }

  int nextLine() {
    return ++lineCount;
  }
}
