package io.haloom.tls;

import io.haloom.net.TlsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a {@code crt-list} (HAProxy manual, section 5.1): a certificate a line. */
final class CertificateListFile {
  /** Bytes of a line, its end included. */
  private static final int LONGEST_LINE = 65535;

  private final CertificateStore store;
  private final String path;
  private final ListWords words;
  private final CertificateList list;

  /** The file that was not there, told when the next line is read; null for none. */
  private String missing;

  private int number;

  CertificateListFile(CertificateStore store, String path, ListWords words) {
    this.store = store;
    this.path = path;
    this.words = words;
    this.list = new CertificateList(path, false);
  }

  /**
   * Reads it, and the certificates that it names.
   *
   * @throws TlsException in HAProxy's words
   */
  CertificateList read() throws TlsException {
    String text = text();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      boolean whole = end >= 0;
      String line = text.substring(at, whole ? end : text.length());
      at += line.length() + 1;
      number++;
      if (line.length() + 1 > LONGEST_LINE) {
        throw failure("line too long, limit is " + LONGEST_LINE + " characters");
      }
      if (line.isEmpty() ? whole : line.charAt(0) == '#' || line.charAt(0) == '\r') {
        continue;
      }
      line(line, whole, at < text.length());
    }
    endIfMissing();
    list.lineCount(number);
    return list;
  }

  private String text() throws TlsException {
    try {
      return new String(Files.readAllBytes(Path.of(path)), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      FileStatus status = FileStatus.of(path);
      if (status.isFolder()) {
        return "";
      }
      throw new TlsException("cannot open file '" + path + "' : " + FileStatus.text(e, path));
    }
  }

  private void line(String line, boolean whole, boolean more) throws TlsException {
    endIfMissing();
    int stray = line.indexOf(0);
    String visible = stray < 0 ? line : line.substring(0, stray);
    ListLineParser.Parsed parsed = new ListLineParser(path + ":" + number, words).parse(visible);
    if (parsed != null) {
      certificate(parsed);
    }
    if (stray >= 0 && more) {
      throw failure("Stray NUL character at position " + (stray + 1) + ".\n");
    }
    if (stray >= 0 || !whole) {
      throw failure(
          "Missing LF on last line, file might have been truncated at position "
              + (visible.length() + 1)
              + ".\n");
    }
  }

  private void endIfMissing() throws TlsException {
    if (missing != null) {
      throw new TlsException(missing);
    }
  }

  private void certificate(ListLineParser.Parsed parsed) throws TlsException {
    String file = store.global().certificatePath(parsed.certificate());
    int own = number;
    boolean found = store.find(file) != null || FileStatus.of(file).isThere();
    if (found) {
      add(file, parsed.line(), own);
    } else if (store.global().files().loads("bundle")) {
      for (String kind : CertificateStore.BUNDLE) {
        String one = file + "." + kind;
        if (store.find(one) != null || FileStatus.of(one).isThere()) {
          // As HAProxy counts: each has a line of its own, and those behind the first another one.
          number += found ? 2 : 1;
          add(one, parsed.line(), found ? number : own);
          found = true;
        }
      }
    }
    if (!found) {
      missing = CertificateStore.missing(file, store.lastTried(file));
    }
  }

  private void add(String file, ListLine line, int lineNumber) throws TlsException {
    list.entries().add(new ListEntry(store.load(file), line, lineNumber));
  }

  private TlsException failure(String what) {
    return new TlsException("parsing [" + path + ":" + number + "]: " + what);
  }
}
