package io.haloom.admin.command.tls;

import io.haloom.admin.CommandEntry;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig.Level;
import io.haloom.tls.CertificateTexts;
import io.haloom.tls.TicketKeyFiles;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code show tls-keys}, {@code set ssl tls-key} and {@code show ssl providers}: what session
 * tickets are sealed with, and what OpenSSL calculates with.
 */
public final class TicketKeyCommands {
  private final Supplier<TicketKeyFiles> files;

  private TicketKeyCommands(Supplier<TicketKeyFiles> files) {
    this.files = files;
  }

  /** The commands over the files of now. */
  public static List<CommandEntry> entries(Supplier<TicketKeyFiles> files) {
    TicketKeyCommands all = new TicketKeyCommands(files);
    return List.of(
        CommandEntry.of(
            "show tls-keys",
            Level.USER,
            "show tls-keys [id|*]",
            "show tls keys references or dump tls ticket keys when id specified",
            all::show),
        CommandEntry.of(
            "set ssl tls-key",
            Level.USER,
            "set ssl tls-key [id|file] <key>",
            "set the next TLS key for the <id> or <file> listener to <key>",
            all::set),
        CommandEntry.of(
            "show ssl providers",
            Level.USER,
            "show ssl providers",
            "show loaded SSL providers",
            request -> Reply.data(CertificateTexts.providers())));
  }

  private Reply show(Request request) {
    TicketKeyFiles known = files.get();
    List<String> names = known.names();
    String wanted = request.word(2);
    StringBuilder text = new StringBuilder();
    if (wanted.isEmpty()) {
      text.append("# id (file)\n");
      for (int id = 0; id < names.size(); id++) {
        name(id, names.get(id), text);
      }
      return Reply.data(text);
    }
    int only = id(wanted, names);
    if (only < 0 && !wanted.startsWith("*")) {
      return Reply.error("'show tls-keys' unable to locate referenced filename\n");
    }
    text.append("# id secret\n");
    for (int id = 0; id < names.size(); id++) {
      if (wanted.startsWith("*") || id == only) {
        name(id, names.get(id), text.append("# "));
        keys(id, known.keys(names.get(id)), text);
      }
    }
    return Reply.data(text);
  }

  private static void name(int id, String name, StringBuilder into) {
    into.append(id).append(" (").append(name).append(")\n");
  }

  private static void keys(int id, List<String> keys, StringBuilder into) {
    int number = 0;
    for (String key : keys) {
      into.append(id).append('.').append(number++).append(' ');
      into.append(key).append('\n');
    }
  }

  /** The number of a file, which is named or numbered; -1 for none. */
  private static int id(String wanted, List<String> names) {
    if (!wanted.startsWith("#")) {
      return names.indexOf(wanted);
    }
    try {
      int id = Integer.parseInt(wanted.substring(1));
      return id < names.size() ? id : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private Reply set(Request request) {
    String wanted = request.word(3);
    String base64 = request.word(4);
    if (wanted.isEmpty() || base64.isEmpty()) {
      return Reply.error(
          "'set ssl tls-key' expects a filename and the new TLS key in base64 encoding.\n");
    }
    List<String> names = files.get().names();
    int id = id(wanted, names);
    if (id < 0) {
      return Reply.error("'set ssl tls-key' unable to locate referenced filename\n");
    }
    byte[] key = TicketKeyFiles.decoded(base64);
    if (key == null) {
      return Reply.error("'set ssl tls-key' received invalid base64 encoded TLS key.\n");
    }
    return files.get().add(names.get(id), key)
        ? Reply.info("TLS ticket key updated!\n")
        : Reply.error("'set ssl tls-key' received a key of wrong size.\n");
  }
}
