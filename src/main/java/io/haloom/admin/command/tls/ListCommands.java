package io.haloom.admin.command.tls;

import io.haloom.admin.CommandEntry;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig.Level;
import io.haloom.net.TlsException;
import io.haloom.tls.CertificateStore;
import io.haloom.tls.ListChange;
import java.util.List;
import java.util.function.Supplier;

/** {@code add}, {@code del} and {@code show ssl crt-list}. */
public final class ListCommands {
  private static final int LIST = 3;
  private static final int CERTIFICATE = 4;

  private final Supplier<CertificateStore> certificates;

  private ListCommands(Supplier<CertificateStore> certificates) {
    this.certificates = certificates;
  }

  /** The commands over the lists of now. */
  public static List<CommandEntry> entries(Supplier<CertificateStore> certificates) {
    ListCommands all = new ListCommands(certificates);
    return List.of(
        CommandEntry.of(
            "add ssl crt-list",
            Level.ADMIN,
            "add ssl crt-list <list> <cert> [opts]*",
            "add to crt-list file <list> a line <cert> or a payload",
            all::add),
        CommandEntry.of(
            "del ssl crt-list",
            Level.ADMIN,
            "del ssl crt-list <list> <cert[:line]>",
            "delete a line <cert> from crt-list file <list>",
            all::delete),
        CommandEntry.of(
            "show ssl crt-list",
            Level.ADMIN,
            "show ssl crt-list [-n] [<list>]",
            "show the list of crt-lists or the content of a crt-list file <list>",
            all::show));
  }

  private Reply add(Request request) {
    if (request.word(LIST).isEmpty()
        || request.payload() == null && request.word(CERTIFICATE).isEmpty()) {
      return Reply.error("'add ssl crtlist' expects a filename and a certificate name\n");
    }
    return Locked.run(
        certificates.get(),
        "",
        reason -> "Can't edit the crt-list: " + reason + "\n",
        store -> {
          ListChange change = new ListChange(store);
          return insert(
              change,
              change.prepare(request.word(LIST), request.payload(), request.word(CERTIFICATE)));
        });
  }

  private static Reply insert(ListChange change, ListChange.Addition addition) {
    try {
      String dots = ".".repeat(change.add(addition));
      return Reply.data(addition.text() + dots + "\nSuccess!\n");
    } catch (TlsException e) {
      return Reply.data(addition.text() + e.getMessage() + "Failed!\n");
    }
  }

  private Reply delete(Request request) {
    if (request.word(LIST).isEmpty() || request.word(CERTIFICATE).isEmpty()) {
      return Reply.error("'del ssl crtlist' expects a filename and a certificate name\n");
    }
    return Locked.run(
        certificates.get(),
        "Can't delete!\n",
        reason -> "Can't delete the entry: " + reason + "\n",
        store ->
            Reply.notice(
                new ListChange(store).delete(request.word(LIST), request.word(CERTIFICATE))));
  }

  private Reply show(Request request) {
    boolean numbers = request.word(LIST).equals("-n");
    String name = request.word(numbers ? CERTIFICATE : LIST);
    if (numbers && name.isEmpty()) {
      return Reply.error("'show ssl crt-list -n' expects a filename or a directory\n");
    }
    CertificateStore store = certificates.get();
    store.lock().lock();
    try {
      ListChange lists = new ListChange(store);
      String text = name.isEmpty() ? lists.names() : lists.lines(name, numbers);
      return text == null ? Reply.error("didn't find the specified filename\n") : Reply.data(text);
    } finally {
      store.lock().unlock();
    }
  }
}
