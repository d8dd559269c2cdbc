package io.haloom.admin;

import static io.haloom.harness.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.harness.Running;
import io.haloom.harness.Wire;
import io.haloom.net.tls.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is trusted and who was revoked changes by commands; answers are HAProxy's. */
class CaFileCommandsTest {
  /** OpenSSL's codes of what was found out about a client. */
  private static final String GOOD = "0";

  private static final String NO_ISSUER = "21";
  private static final String REVOKED = "23";
  private static final String NO_LIST = "3";

  @TempDir Path folder;
  private Path socket;
  private Path trusted;
  private Path revoked;
  private Path list;
  private Running haloom;

  @BeforeEach
  void start() throws Exception {
    Needs.openSsl();
    socket = folder.resolve("socket");
    trusted = Files.copy(TestCertificates.file("below.pem"), folder.resolve("trusted"));
    revoked = Files.copy(TestCertificates.file("authority.pem"), folder.resolve("revoked"));
    Files.copy(TestCertificates.file("client.pem"), folder.resolve("servers"));
    list = Files.writeString(folder.resolve("list"), TestCertificates.localhost() + "\n");
    haloom =
        Running.of(
            """
            global
              stats socket $folder/socket level admin
            defaults
              mode http
              timeout connect 5s
              timeout client 10s
              timeout server 10s
              retries 0
              http-reuse never
            listen client
              bind 127.0.0.1:0
              server s $folder/tls ssl crt $tests/client.pem verify none
            listen revoked
              bind 127.0.0.1:0
              server s $folder/listed ssl crt $tests/revoked.pem verify none
            listen named
              bind 127.0.0.1:0
              server s $folder/tls ssl crt $tests/client.pem verify none sni str(new.test)
            listen verifying
              bind 127.0.0.1:0
              server shown $folder/tls ssl crt $tests/client.pem ca-file $folder/servers
              server bare $folder/open ssl ca-file $folder/servers check inter 20ms backup
            frontend secured
              bind $folder/tls ssl crt-list $folder/list ca-file $folder/trusted verify optional ca-ignore-err all crt-ignore-err all
              bind $folder/listed ssl crt $tests/localhost.pem ca-file $tests/authority.pem crl-file $folder/revoked verify required ca-ignore-err all crt-ignore-err all
              bind $folder/open ssl crt $tests/localhost.pem ca-file $folder/trusted verify none
              http-request return status 200 hdr found %[ssl_c_verify]
            """
                .replace("$folder", folder.toString())
                .replace("$tests", TestCertificates.file("client.pem").getParent().toString()));
  }

  @AfterEach
  void close() {
    if (haloom != null) {
      haloom.close();
    }
  }

  private String ask(String command) throws IOException {
    return RawClient.ask(socket, command + "\n");
  }

  private String set(String kind, Object name, String file) throws Exception {
    String pem = Files.readString(TestCertificates.file(file));
    return ask("set ssl " + kind + " " + name + " <<\n" + pem);
  }

  private static String head(Socket client) throws IOException {
    Wire.say(client, "GET / HTTP/1.1\r\nhost: h\r\n\r\n");
    return Wire.head(client);
  }

  /** What was found out about the certificate that a proxy shows. */
  private String found(String proxy) throws IOException {
    try (Socket client = haloom.connect(proxy)) {
      return code(head(client));
    }
  }

  private static String code(String head) {
    int at = head.indexOf("found: ");
    return at < 0 ? head : head.substring(at + 7, head.indexOf('\r', at));
  }

  private String status(String proxy) throws IOException {
    try (Socket client = haloom.connect(proxy)) {
      return head(client).substring(9, 12);
    }
  }

  @Test
  void whoIsTrustedChangesUnderLiveConnections() throws Exception {
    try (Socket live = haloom.connect("client")) {
      assertEquals(NO_ISSUER, code(head(live)));
      assertEquals(
          "transaction created for CA " + trusted + "!\n\n",
          set("ca-file", trusted, "authority.pem"));
      assertEquals(NO_ISSUER, code(head(live)));
      assertEquals(
          "Committing " + trusted + ".\nSuccess!\n\n", ask("commit ssl ca-file " + trusted));
      // The connection behind it lives, and what was found out is what it was.
      assertEquals(NO_ISSUER, code(head(live)));
    }
    assertEquals(GOOD, found("client"));
  }

  @Test
  void whoWasRevokedChanges() throws Exception {
    assertEquals(NO_LIST, found("revoked"));
    assertEquals(
        "transaction created for CRL " + revoked + "!\n\n",
        set("crl-file", revoked, "revoked.crl"));
    assertEquals(
        "# transaction\n*" + revoked + "\n# filename\n" + revoked + "\n\n",
        ask("show ssl crl-file"));
    assertEquals(
        "Committing " + revoked + ".\nSuccess!\n\n", ask("commit ssl crl-file " + revoked));
    assertEquals(REVOKED, found("revoked"));
    assertEquals(
        "Filename: "
            + revoked
            + """

            Status: Used
            \s
            Certificate Revocation List #1:
            Version 2
            Signature Algorithm: ecdsa-with-SHA256
            Issuer: /CN=Authority/O=Tests
            Last Update: Jan  1 00:00:00 2020 GMT
            Next Update: Dec 31 23:59:59 2125 GMT
            Revoked Certificates:
                Serial Number: 1003
                    Revocation Date: Nov 30 22:22:28 2026 GMT

            """,
        ask("show ssl crl-file " + revoked));
    assertEquals(
        "Filename: " + revoked + "\nStatus: Used\n\n", ask("show ssl crl-file " + revoked + ":2"));
  }

  @Test
  void serversAreVerifiedAnewAndSoAreChecks() throws Exception {
    Path servers = folder.resolve("servers");
    await(() -> !haloom.server("verifying", "bare").usable());
    assertEquals("503", status("verifying"));
    set("ca-file", servers, "localhost.pem");
    assertEquals(
        "Committing " + servers + "..\nSuccess!\n\n", ask("commit ssl ca-file " + servers));
    assertEquals("200", status("verifying"));
    await(() -> haloom.server("verifying", "bare").usable());
    assertEquals(
        "Can't remove the CA file: CA file '" + servers + "' in use, can't be deleted!\n\n\n",
        ask("del ssl ca-file " + servers));
  }

  @Test
  void aNewFileIsForLinesOfListsToCome() throws Exception {
    assertEquals("New CA file created 'new'!\n\n", ask("new ssl ca-file new"));
    assertEquals("CA file 'new' already exists!\n\n", ask("new ssl ca-file new"));
    assertEquals("CRL file 'new' already exists!\n\n", ask("new ssl crl-file new"));
    assertTrue(ask("show ssl ca-file").contains("\nnew - 0 certificate(s)\n"));
    assertEquals("\n", ask("show ssl ca-file new"));
    String line = TestCertificates.localhost() + " [ca-file new] new.test";
    String refused = ask("add ssl crt-list " + list + " <<\n" + line + "\n");
    assertTrue(refused.contains("'ca-file' : unable to load new"), refused);
    set("ca-file", "new", "authority.pem");
    assertEquals("Committing new\nSuccess!\n\n", ask("commit ssl ca-file new"));
    assertEquals(NO_ISSUER, found("named"));
    ask("add ssl crt-list " + list + " <<\n" + line + "\n");
    assertEquals(GOOD, found("named"));
    assertEquals(NO_ISSUER, found("client"));
    assertTrue(ask("show ssl ca-file new").contains("\nStatus: Used\n"));
    ask("del ssl crt-list " + list + " " + TestCertificates.localhost() + ":2");
    assertEquals("CA file 'new' deleted!\n\n", ask("del ssl ca-file new"));
    assertEquals(
        "Can't remove the CA file: CA file 'new' doesn't exist!\n\n\n", ask("del ssl ca-file new"));
  }

  @Test
  void whatIsPreparedIsShownAndCanBeForgotten() throws Exception {
    assertEquals(
        "Invalid payload\nCan't update " + trusted + "!\n\n",
        ask("set ssl ca-file " + trusted + " <<\nnothing\n"));
    assertEquals("No ongoing transaction!\n\n", ask("abort ssl ca-file " + trusted));
    set("ca-file", trusted, "authority.pem");
    assertEquals(
        "transaction updated for CA " + trusted + "!\n\n", set("ca-file", trusted, "below.pem"));
    assertEquals(
        "Filename: *"
            + trusted
            + """

            Status: Unused
            \s
            Certificate #2:
            Serial: 1001
            notBefore: Jan  1 00:00:00 2020 GMT
            notAfter: Dec 31 23:59:59 2125 GMT
            Subject Alternative Name:\s
            Algorithm: EC256
            SHA1 FingerPrint: 23F33D925DF880CB51F3AD966D012A781E0C4471
            Subject: /CN=Intermediate/O=Tests
            Issuer: /CN=Authority/O=Tests

            """,
        ask("show ssl ca-file *" + trusted + ":2"));
    assertEquals(
        "Can't remove the CA file: ongoing transaction for the CA file '" + trusted + "'\n\n",
        ask("del ssl ca-file " + trusted));
    String ongoing = "The ongoing transaction is about '" + trusted + "' but you are trying to ";
    assertEquals(
        ongoing + "set 'other'\nCan't update other!\n\n", set("ca-file", "other", "below.pem"));
    assertEquals(ongoing + "set 'other'\nCan't commit other!\n\n", ask("commit ssl ca-file other"));
    assertEquals(ongoing + "abort a transaction for 'other'\n\n", ask("abort ssl ca-file other"));
    assertEquals(
        "Transaction aborted for certificate '" + trusted + "'!\n\n",
        ask("abort ssl ca-file " + trusted));
    assertEquals("Can't display the CA file : Not found!\n\n", ask("show ssl ca-file *" + trusted));
    assertEquals(
        "wrong CA index after colons in '" + trusted + ":0'!\n\n",
        ask("show ssl ca-file " + trusted + ":0"));
    assertEquals(
        "No ongoing transaction! !\nCan't commit " + trusted + "!\n\n",
        ask("commit ssl ca-file " + trusted));
  }

  @Test
  void serversThatAreAddedUseWhatIsThere() throws Exception {
    String server = "verifying/new " + folder.resolve("tls") + " ssl ca-file new";
    String own = TestCertificates.file("client.pem").toString();
    ask("set server verifying/shown state maint");
    ask("set server verifying/bare state maint");
    ask("new ssl ca-file new");
    assertEquals("'ca-file' : unable to load new.\n\n", ask("add server " + server));
    set("ca-file", "new", "authority.pem");
    ask("commit ssl ca-file new");
    assertEquals("New server registered.\n\n", ask("add server " + server + " crt " + own));
    ask("enable server verifying/new");
    assertEquals("503", status("verifying"));
    set("ca-file", "new", "localhost.pem");
    assertEquals("Committing new.\nSuccess!\n\n", ask("commit ssl ca-file new"));
    assertEquals(NO_ISSUER, found("verifying"));
    assertTrue(ask("del ssl ca-file new").contains("in use"));
    ask("disable server verifying/new");
    await(() -> haloom.server("verifying", "new").served() == 0);
    await(() -> haloom.server("verifying", "new").sessions().get() == 0);
    assertEquals("Server deleted.\n\n", ask("del server verifying/new"));
    assertEquals("CA file 'new' deleted!\n\n", ask("del ssl ca-file new"));
  }

  @Test
  void aFileMayBecomeOneOfTheOtherKind() throws Exception {
    ask("new ssl crl-file x");
    assertEquals(
        "Can't remove the CRL file: 'del ssl crl-file' does not work on CA files!\n\n\n",
        ask("del ssl crl-file " + trusted));
    set("ca-file", "x", "authority.pem");
    ask("commit ssl ca-file x");
    assertTrue(ask("show ssl ca-file").contains("\nx - 1 certificate(s)\n"));
    assertEquals("# filename\n" + revoked + "\n\n", ask("show ssl crl-file"));
    set("crl-file", "x", "revoked.crl");
    assertEquals("Transaction aborted for certificate 'x'!\n\n", ask("abort ssl crl-file x"));
    assertEquals("CA file 'x' deleted!\n\n", ask("del ssl ca-file x"));
    ask("new ssl crl-file y");
    assertEquals("CRL file 'y' deleted!\n\n", ask("del ssl crl-file y"));
  }
}
