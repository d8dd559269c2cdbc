package io.haloom.admin.command.tls;

import io.haloom.admin.CommandEntry;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig.Level;
import io.haloom.tls.CertificatePart;
import io.haloom.tls.CertificateStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** {@code set} and {@code show ssl ocsp-response}: what clients are told of certificates. */
public final class OcspCommands {
  private static final int VALUE = 3;

  /** Hexadecimal digits of the longest key. */
  private static final int LONGEST_KEY = 256;

  private final Supplier<CertificateStore> certificates;

  private OcspCommands(Supplier<CertificateStore> certificates) {
    this.certificates = certificates;
  }

  /** The commands over the certificates of now. */
  public static List<CommandEntry> entries(Supplier<CertificateStore> certificates) {
    OcspCommands all = new OcspCommands(certificates);
    return List.of(
        CommandEntry.of(
            "set ssl ocsp-response",
            Level.USER,
            "set ssl ocsp-response <resp|payload>",
            "update a certificate's OCSP Response from a base64-encode DER",
            all::set),
        CommandEntry.of(
            "show ssl ocsp-response",
            Level.USER,
            "show ssl ocsp-response [id]",
            "display the IDs of the OCSP responses used in memory, or the details of a single OCSP"
                + " response",
            all::show));
  }

  private Reply set(Request request) {
    boolean named = request.payload() == null;
    String base64 = named ? request.word(VALUE) : request.payload();
    if (named && base64.isEmpty()) {
      return Reply.error("'set ssl ocsp-response' expects response in base64 encoding.\n");
    }
    byte[] der = CertificatePart.base64(base64.getBytes(StandardCharsets.ISO_8859_1));
    if (der == null) {
      return Reply.error("'set ssl ocsp-response' received invalid base64 encoded response.\n");
    }
    return Locked.run(
        certificates.get(),
        "",
        reason -> reason + ".\n",
        store -> {
          store.usedStaples().update(der);
          return Reply.info("OCSP Response updated!\n");
        });
  }

  private Reply show(Request request) {
    String key = request.word(VALUE);
    if (key.length() > LONGEST_KEY) {
      return Reply.error("'show ssl ocsp-response' received a too big key.\n");
    }
    return Locked.run(
        certificates.get(),
        "",
        reason -> reason,
        store -> {
          String text =
              key.isEmpty() ? store.usedStaples().list() : store.usedStaples().details(key);
          return text == null
              ? Reply.error("Certificate ID does not match any certificate.\n")
              : Reply.data(text);
        });
  }
}
