package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.TicketKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys of session tickets, by the names of their files ({@code tls-ticket-keys}). Each is read
 * once, however many lines name it, and those lines share what becomes of it.
 */
public final class TicketKeyFiles {
  private final Map<String, TicketKeys> files = new LinkedHashMap<>();

  /** Those of a name, or null. */
  public TicketKeys find(String name) {
    return files.get(name);
  }

  /** The names, in the order of HAProxy's numbers for them: the last that was read has 0. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    files.keySet().forEach(name -> names.add(0, name));
    return names;
  }

  /**
   * Those of a file, which is read if it was not yet.
   *
   * @throws TlsException in HAProxy's words
   */
  public TicketKeys load(String path) throws TlsException {
    TicketKeys known = files.get(path);
    if (known == null) {
      known = read(path);
      files.put(path, known);
    }
    return known;
  }

  private static TicketKeys read(String path) throws TlsException {
    String text;
    try {
      text = Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      if (!Files.isDirectory(Path.of(path))) {
        throw failure(path, "unable to load ssl tickets keys file");
      }
      text = "";
    }
    List<byte[]> keys = new ArrayList<>();
    for (String line : text.lines().toList()) {
      keys.add(key(path, line, keys));
    }
    if (keys.size() < TicketKeys.COUNT) {
      throw failure(
          path, "please supply at least " + TicketKeys.COUNT + " keys in the tls-tickets-file");
    }
    return new TicketKeys(keys);
  }

  private static byte[] key(String path, String line, List<byte[]> before) throws TlsException {
    int number = before.size() + 1;
    int end = line.indexOf(0);
    byte[] key = decoded(end < 0 ? line : line.substring(0, end));
    if (key == null || key.length > TicketKeys.LONG) {
      throw failure(path, "unable to decode base64 key on line " + number);
    }
    boolean known = key.length == TicketKeys.SHORT || key.length == TicketKeys.LONG;
    if (!known || !before.isEmpty() && before.get(0).length != key.length) {
      throw failure(path, "wrong sized key on line " + number);
    }
    return key;
  }

  /** Those of a name as files have them, beginning with the oldest. */
  public List<String> keys(String name) {
    return find(name).all().stream().map(Base64.getEncoder()::encodeToString).toList();
  }

  /** Adds one to those of a name; false where it is of another length. */
  public boolean add(String name, byte[] key) {
    return find(name).add(key);
  }

  /** The bytes of a key, or null. */
  public static byte[] decoded(String base64) {
    try {
      return base64.length() % 4 == 0 ? Base64.getDecoder().decode(base64) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static TlsException failure(String path, String text) {
    return new TlsException("'" + path + "' : " + text);
  }
}
