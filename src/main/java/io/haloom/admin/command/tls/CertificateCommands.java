package io.haloom.admin.command.tls;

import io.haloom.admin.Command;
import io.haloom.admin.CommandEntry;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig.Level;
import io.haloom.net.TlsException;
import io.haloom.tls.CertificateStore;
import io.haloom.tls.CertificateTexts;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code new}, {@code set}, {@code commit}, {@code abort}, {@code del} and {@code show ssl cert}:
 * certificates change while connections live.
 */
public final class CertificateCommands {
  private static final int NAME = 3;

  private final Supplier<CertificateStore> certificates;

  private CertificateCommands(Supplier<CertificateStore> certificates) {
    this.certificates = certificates;
  }

  /** The commands over the certificates of now. */
  public static List<CommandEntry> entries(Supplier<CertificateStore> certificates) {
    CertificateCommands all = new CertificateCommands(certificates);
    return List.of(
        CommandEntry.of(
            "new ssl cert",
            Level.ADMIN,
            "new ssl cert <certfile>",
            "create a new certificate file to be used in a crt-list or a directory",
            all.named(
                "'new ssl cert' expects a filename\n",
                "Can't create a certificate!\n",
                (store, request) -> store.change().create(request.word(NAME)))),
        CommandEntry.of(
            "set ssl cert",
            Level.ADMIN,
            "set ssl cert <certfile> <payload>",
            "replace a certificate file",
            all::set),
        CommandEntry.of(
            "commit ssl cert",
            Level.ADMIN,
            "commit ssl cert <certfile>",
            "commit a certificate file",
            all::commit),
        CommandEntry.of(
            "abort ssl cert",
            Level.ADMIN,
            "abort ssl cert <certfile>",
            "abort a transaction for a certificate file",
            all.named(
                "'abort ssl cert' expects a filename\n",
                "Can't abort!\n",
                (store, request) -> store.change().abort(request.word(NAME)))),
        CommandEntry.of(
            "del ssl cert",
            Level.ADMIN,
            "del ssl cert <certfile>",
            "delete an unused certificate file",
            all.named(
                "'del ssl cert' expects a certificate name\n",
                "Can't delete the certificate!\n",
                (store, request) -> store.change().delete(request.word(NAME)))),
        CommandEntry.of(
            "show ssl cert",
            Level.OPERATOR,
            "show ssl cert [<certfile>]",
            "display the SSL certificates used in memory, or the details of a file",
            all::show));
  }

  /** What a command does with the certificate that it names. */
  private interface Act {
    String on(CertificateStore store, Request request) throws TlsException;
  }

  private Command named(String missing, String busy, Act act) {
    return request ->
        request.word(NAME).isEmpty()
            ? Reply.error(missing)
            : Locked.run(
                certificates.get(),
                busy,
                reason -> reason,
                store -> Reply.notice(act.on(store, request)));
  }

  private Reply set(Request request) {
    if (request.word(NAME).isEmpty() || request.payload() == null) {
      return Reply.error("'set ssl cert expects a filename and a certificate as a payload\n");
    }
    return Locked.run(
        certificates.get(),
        "Can't update the certificate!\n",
        reason -> reason,
        store -> Reply.notice(store.change().set(request.word(NAME), request.payloadBytes())));
  }

  private Reply commit(Request request) {
    String name = request.word(NAME);
    if (name.isEmpty()) {
      return Reply.error("'commit ssl cert expects a filename\n");
    }
    return Locked.run(
        certificates.get(),
        "Can't commit the certificate!\n",
        reason -> reason + "Can't commit " + name + "!\n",
        store -> Reply.data("Committing " + name + store.change().commit(name)));
  }

  private Reply show(Request request) {
    CertificateStore store = certificates.get();
    store.lock().lock();
    try {
      String name = request.word(NAME);
      String text =
          name.isEmpty() ? CertificateTexts.list(store) : CertificateTexts.details(store, name);
      return text == null
          ? Reply.error(
              "Can't display the certificate: Not found or the certificate is a bundle!\n")
          : Reply.data(text);
    } finally {
      store.lock().unlock();
    }
  }
}
