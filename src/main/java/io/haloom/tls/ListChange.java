package io.haloom.tls;

import io.haloom.net.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Changes of a list of certificates by commands ({@code add} and {@code del ssl crt-list}). Used
 * under the store's lock; messages are HAProxy's.
 */
public final class ListChange {
  private final CertificateStore store;

  public ListChange(CertificateStore store) {
    this.store = store;
  }

  private CertificateList list(String name) throws TlsException {
    CertificateList list = store.lists().get(CertificateStore.withoutSlashes(name));
    if (list == null) {
      String shown = CertificateStore.withoutSlashes(name);
      throw new TlsException("crt-list '" + shown + "' does not exist!");
    }
    return list;
  }

  private StoredCertificate certificate(String name) throws TlsException {
    StoredCertificate found = store.find(name);
    if (found == null) {
      throw new TlsException("certificate '" + name + "' does not exist!");
    }
    if (found.certificate() == null) {
      throw new TlsException("certificate '" + name + "' is empty!");
    }
    return found;
  }

  // --- adding ----------------------------------------------------------------------------------

  /**
   * A line that goes into a list.
   *
   * @param line that is not in it yet
   */
  public record Addition(CertificateList list, ListEntry line) {

    /** What is said of it. */
    public String text() {
      return "Inserting certificate '"
          + line.stored().name()
          + "' in crt-list '"
          + list.name()
          + "'";
    }
  }

  /**
   * Looks at what is to be added.
   *
   * @param payload a line as in a file, or null
   * @param certificate its name where there is no line
   */
  public Addition prepare(String listName, String payload, String certificate) throws TlsException {
    CertificateList list = list(listName);
    String written = certificate;
    ListLine line = ListLine.NONE;
    if (payload != null) {
      ListLineParser.Parsed parsed = parsed(payload);
      written = parsed.certificate();
      line = parsed.line();
    }
    if (list.isFolder() && !isIn(written, list.name())) {
      throw new TlsException(
          "'"
              + list.name()
              + "' is a directory, certificate path '"
              + written
              + "' must contain the directory path");
    }
    StoredCertificate stored = certificate(store.global().certificatePath(written));
    if (list.isFolder() && list.entries().stream().anyMatch(one -> one.stored() == stored)) {
      throw new TlsException("file already exists in this directory!");
    }
    if (list.isFolder() && (line.written() != null || !line.filters().isEmpty())) {
      throw new TlsException("this is a directory, SSL configuration and filters are not allowed");
    }
    return new Addition(list, new ListEntry(stored, line, 0));
  }

  private ListLineParser.Parsed parsed(String text) throws TlsException {
    String payload = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (payload.isEmpty() || payload.indexOf('\n') >= 0) {
      throw new TlsException("only one line of payload is supported!");
    }
    ListLineParser.Parsed parsed = new ListLineParser("CLI:1", store.lineWords()).parse(payload);
    if (parsed == null) {
      throw new TlsException(
          "'add ssl crtlist' should contain the certificate name in the payload");
    }
    return parsed;
  }

  private static boolean isIn(String path, String folder) {
    int slash = path.lastIndexOf('/');
    return slash >= 0 && path.substring(0, slash).equals(folder);
  }

  /**
   * Adds it.
   *
   * @return how many bind lines have it now
   * @throws TlsException where OpenSSL does not take it, with a dot for each bind line that was
   *     tried; nothing has changed then
   */
  public int add(Addition addition) throws TlsException {
    CertificateList list = addition.list;
    ListEntry entry = addition.line;
    List<TlsBind> done = new ArrayList<>();
    try {
      for (TlsBind bind : list.users()) {
        bind.extend(entry);
        done.add(bind);
      }
    } catch (TlsException e) {
      done.forEach(bind -> bind.remove(entry));
      String text = e.getMessage().stripTrailing();
      throw new TlsException(".".repeat(done.size() + 1) + "\n" + text + "\n");
    }
    list.entries().add(entry);
    entry.number(list.nextLine());
    return done.size();
  }

  // --- removing --------------------------------------------------------------------------------

  /**
   * Removes a line of a list.
   *
   * @param written the certificate's name, and perhaps a colon and the number of the line
   * @return what is to be said
   */
  public String delete(String listName, String written) throws TlsException {
    int colon = written.indexOf(':');
    String name = colon < 0 ? written : written.substring(0, colon);
    int number = colon < 0 ? 0 : number(written, written.substring(colon + 1));
    CertificateList list = list(listName);
    StoredCertificate stored = certificate(name);
    List<ListEntry> same = list.entries().stream().filter(one -> one.stored() == stored).toList();
    if (same.isEmpty()) {
      throw new TlsException(
          "certificate '" + name + "' can't be found in crt-list '" + list.name() + "'!");
    }
    ListEntry found = chosen(name, number, same);
    String needed =
        list.users().stream()
            .filter(bind -> bind.needs(found))
            .map(bind -> "\t- " + bind.origin().location() + "\n")
            .collect(Collectors.joining());
    if (!needed.isEmpty()) {
      throw new TlsException(
          "certificate '"
              + name
              + "' cannot be deleted, it is used as default certificate by the following"
              + " frontends:\n"
              + needed);
    }
    list.users().forEach(bind -> bind.remove(found));
    list.entries().remove(found);
    return "Entry '" + name + "' deleted in crtlist '" + list.name() + "'!\n";
  }

  private static int number(String written, String text) throws TlsException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TlsException("wrong line number after colons in '" + written + "'!");
    }
  }

  private static ListEntry chosen(String name, int number, List<ListEntry> same)
      throws TlsException {
    String numbers =
        same.stream().map(one -> Integer.toString(one.number())).collect(Collectors.joining(", "));
    if (number == 0 && same.size() > 1) {
      throw new TlsException(
          "found the certificate '"
              + name
              + "' in several entries, please specify a line number preceded by colons ("
              + numbers
              + ")!");
    }
    for (ListEntry one : same) {
      if (number == 0 || one.number() == number) {
        return one;
      }
    }
    throw new TlsException(
        "found a certificate '"
            + name
            + "' but the line number is incorrect, please specify a correct line number preceded"
            + " by colons ("
            + numbers
            + ")!");
  }

  // --- showing ---------------------------------------------------------------------------------

  /** The names of all lists, a line each. */
  public String names() {
    return store.lists().keySet().stream().map(name -> name + "\n").collect(Collectors.joining());
  }

  /**
   * The lines of a list, as a file has them.
   *
   * @param numbers whether their numbers are shown
   * @return null where there is none of that name
   */
  public String lines(String listName, boolean numbers) {
    CertificateList list = store.lists().get(CertificateStore.withoutSlashes(listName));
    if (list == null) {
      return null;
    }
    StringBuilder text = new StringBuilder("# ").append(list.name()).append('\n');
    for (ListEntry entry : list.entries()) {
      text.append(entry.stored().name());
      if (numbers) {
        text.append(':').append(entry.number());
      }
      describe(entry.line(), text);
      text.append('\n');
    }
    return text.toString();
  }

  private static void describe(ListLine line, StringBuilder into) {
    if (line.written() != null) {
      String words =
          line.written().entrySet().stream()
              .map(word -> (word.getKey() + " " + word.getValue()).strip())
              .collect(Collectors.joining(" "));
      into.append(" [").append(words).append(']');
    }
    line.filters().forEach(filter -> into.append(' ').append(filter));
  }
}
