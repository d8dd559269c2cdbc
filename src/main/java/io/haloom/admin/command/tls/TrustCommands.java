package io.haloom.admin.command.tls;

import io.haloom.admin.Command;
import io.haloom.admin.CommandEntry;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig.Level;
import io.haloom.net.TlsException;
import io.haloom.tls.CertificateStore;
import io.haloom.tls.StoredTrust;
import io.haloom.tls.TrustChange;
import io.haloom.tls.TrustTexts;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code new}, {@code set}, {@code commit}, {@code abort}, {@code del} and {@code show ssl
 * ca-file}, and the same of {@code ssl crl-file}: who is trusted and who was revoked changes while
 * connections live.
 */
public final class TrustCommands {
  private static final int NAME = 3;

  private final Supplier<CertificateStore> certificates;
  private final StoredTrust.Kind kind;

  /** {@code ca-file} or {@code crl-file}. */
  private final String word;

  /** What messages call it. */
  private final String title;

  private TrustCommands(
      Supplier<CertificateStore> certificates, StoredTrust.Kind kind, String word, String title) {
    this.certificates = certificates;
    this.kind = kind;
    this.word = word;
    this.title = title;
  }

  /** The commands over the files of now. */
  public static List<CommandEntry> entries(Supplier<CertificateStore> certificates) {
    TrustCommands authorities =
        new TrustCommands(certificates, StoredTrust.Kind.AUTHORITIES, "ca-file", "CA");
    TrustCommands revocations =
        new TrustCommands(certificates, StoredTrust.Kind.REVOCATIONS, "crl-file", "CRL");
    return Stream.concat(
            Stream.concat(
                Stream.of(
                    authorities.creation("new ssl ca-file <cafile>"),
                    authorities.details(
                        "show ssl ca-file [<cafile>[:<index>]]",
                        "display the SSL CA files used in memory, or the details of a <cafile>, or"
                            + " a single certificate of index <index> of a CA file <cafile>")),
                authorities.changes("<cafile>")),
            Stream.concat(
                Stream.of(
                    revocations.creation("new ssl crlfile <crlfile>"),
                    revocations.details(
                        "show ssl crl-file [<crlfile[:<index>>]]",
                        "display the SSL CRL files used in memory, or the details of a <crlfile>,"
                            + " or a single CRL of index <index> of CRL file <crlfile>")),
                revocations.changes("<crlfile>")))
        .toList();
  }

  private CommandEntry creation(String syntax) {
    return CommandEntry.of(
        "new ssl " + word,
        Level.ADMIN,
        syntax,
        "create a new " + title + " file to be used in a crt-list",
        named(
            "'new ssl " + word + "' expects a filename\n",
            "Can't create a " + title + " file!\n",
            TrustChange::create));
  }

  private CommandEntry details(String syntax, String description) {
    return CommandEntry.of("show ssl " + word, Level.OPERATOR, syntax, description, this::show);
  }

  private Stream<CommandEntry> changes(String argument) {
    return Stream.of(
        change("set", argument + " <payload>", "replace a " + title + " file", this::set),
        change("commit", argument, "commit a " + title + " file", this::commit),
        change(
            "abort",
            argument,
            "abort a transaction for a " + title + " file",
            named(
                "'abort ssl " + word + "' expects a filename\n",
                "Can't abort!\n",
                TrustChange::abort)),
        change(
            "del",
            argument,
            "delete an unused " + title + " file",
            named(
                "'del ssl " + word + "' expects a " + title + " file name\n",
                "Can't delete the " + title + " file!\n",
                TrustChange::delete)));
  }

  private CommandEntry change(String verb, String arguments, String description, Command command) {
    String words = verb + " ssl " + word;
    return CommandEntry.of(words, Level.ADMIN, words + " " + arguments, description, command);
  }

  /** What a command does with the file that it names. */
  private interface Act {
    String on(TrustChange change, String name) throws TlsException;
  }

  private Command named(String missing, String busy, Act act) {
    return request ->
        request.word(NAME).isEmpty()
            ? Reply.error(missing)
            : Locked.run(
                certificates.get(),
                busy,
                reason -> reason,
                store -> Reply.notice(act.on(store.change(kind), request.word(NAME))));
  }

  private Reply set(Request request) {
    if (request.word(NAME).isEmpty() || request.payload() == null) {
      return Reply.error(
          "'set ssl " + word + " expects a filename and " + title + "s as a payload\n");
    }
    return Locked.run(
        certificates.get(),
        "Can't update the " + title + " file!\n",
        reason -> reason,
        store -> Reply.notice(store.change(kind).set(request.word(NAME), request.payloadBytes())));
  }

  private Reply commit(Request request) {
    String name = request.word(NAME);
    if (name.isEmpty()) {
      // Of either kind.
      return Reply.error("'commit ssl ca-file expects a filename\n");
    }
    return Locked.run(
        certificates.get(),
        "Can't commit the " + title + " file!\n",
        reason -> reason + "Can't commit " + name + "!\n",
        store -> Reply.data("Committing " + name + store.change(kind).commit(name)));
  }

  private Reply show(Request request) {
    String name = request.word(NAME);
    return Locked.run(
        certificates.get(),
        "Can't show!\n",
        reason -> reason,
        store -> {
          TrustTexts texts = new TrustTexts(store, kind);
          return Reply.data(name.isEmpty() ? texts.list() : texts.details(name));
        });
  }
}
