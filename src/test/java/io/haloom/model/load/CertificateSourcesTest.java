package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.harness.MadeCertificates;
import io.haloom.harness.Needs;
import io.haloom.net.tls.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of certificates and the files beside them, by HAProxy and by Haloom. */
class CertificateSourcesTest {
  @TempDir static Path folder;
  @TempDir static Path theirs;
  private static MadeCertificates made;

  @BeforeAll
  static void certificates() throws Exception {
    Needs.openSsl();
    made = new MadeCertificates(folder);
    made.certificate("one", "ec", "one.test");
    made.certificate("two", "ec", "two.test");
    made.certificate("rsa", "rsa", "one.test");
  }

  /** With {@code DIR} for the folder, in the global section and on a bind line. */
  private static String configuration(String global, String words) {
    return ("global\n%s\ndefaults\n timeout client 1s\n timeout server 1s\n timeout connect 1s\n"
            + "frontend f\n bind 127.0.0.1:1 ssl %s\n")
        .formatted(global, words)
        .replace("DIR", folder.toString());
  }

  private static void isTheSame(String global, String words) throws Exception {
    String config = configuration(global, words);
    List<String> expected = HaproxyCheck.of(Needs.haproxy(), theirs, config).said();
    assertEquals(String.join("\n", expected), said(config), words);
  }

  private static String said(String config) {
    Diagnostics diagnostics = new Diagnostics();
    GoldenCase.load(config, diagnostics);
    return diagnostics.all().stream()
        .filter(d -> d.severity() != Diagnostic.Severity.DIAG)
        .map(d -> d.severity() + " " + d.text())
        .collect(Collectors.joining("\n"));
  }

  private static void isTheSame(String words) throws Exception {
    isTheSame("", words);
  }

  @Test
  void keysMayLieBeside() throws Exception {
    made.join("beside.crt", "one.crt");
    isTheSame("crt DIR/beside.crt");
    made.join("beside.crt.key", "one.key");
    isTheSame("crt DIR/beside.crt");
    isTheSame("ssl-load-extra-files none", "crt DIR/beside.crt");
    isTheSame("ssl-load-extra-files key", "crt DIR/beside.crt");
    isTheSame("ssl-load-extra-del-ext", "crt DIR/one.crt");
    isTheSame("crt DIR/one.crt");
    isTheSame("crt-base DIR", "crt one.pem crt two.pem");
    isTheSame("crt-base DIR\ncrt-base DIR", "crt one.pem");
  }

  @Test
  void keysThatAreNone() throws Exception {
    made.join("other.crt", "one.crt");
    made.join("other.crt.key", "two.key");
    isTheSame("crt DIR/other.crt");
    made.join("mixed.pem", "one.crt", "two.key");
    isTheSame("crt DIR/mixed.pem");
    made.join("broken.crt", "one.crt");
    made.file("broken.crt.key", "nothing\n");
    isTheSame("crt DIR/broken.crt");
    made.join("whole.pem", "one.pem");
    made.file("whole.pem.key", "nothing\n");
    isTheSame("crt DIR/whole.pem");
    made.openssl("ec -aes128 -passout pass:secret -in one.key -out locked.key");
    made.join("locked.pem", "one.crt", "locked.key");
    // HAProxy asks for the password at the terminal.
    String locked = said(configuration("", "crt DIR/locked.pem"));
    assertTrue(locked.contains("No Private Key found in '" + folder + "/locked.pem.key'."), locked);
  }

  @Test
  void whoSignsWhatIsMade() throws Exception {
    String line = "crt DIR/one.pem generate-certificates ";
    made.join("sign.pem", "authority.pem", "authority.key");
    isTheSame(line + "ca-sign-file DIR/sign.pem");
    isTheSame("ca-base DIR", line + "ca-sign-file sign.pem");
    isTheSame(line);
    isTheSame(line + "ca-sign-file");
    isTheSame(line + "ca-sign-pass");
    isTheSame(line + "ca-sign-file DIR/nothing.pem");
    made.join("unsigned.pem", "authority.pem");
    isTheSame(line + "ca-sign-file DIR/unsigned.pem");
    isTheSame(line + "ca-sign-file DIR/one.key");
    isTheSame(line + "ca-sign-file DIR/nothing.pem ciphers NONE");
    isTheSame("crt DIR/one.pem ca-sign-file DIR/nothing.pem");
    isTheSame("generate-certificates strict-sni ca-sign-file DIR/sign.pem");
  }

  @Test
  void certificatesThatAreNone() throws Exception {
    isTheSame("crt DIR/nothing.pem");
    isTheSame("crt");
    made.file("empty.pem", "");
    isTheSame("crt DIR/empty.pem");
    made.join("key-only.pem", "one.key");
    isTheSame("crt DIR/key-only.pem");
    made.file("cut.pem", made.text("one.pem").substring(0, 300));
    isTheSame("crt DIR/cut.pem");
    made.file("odd.pem", made.text("one.crt").replaceFirst("M", "N") + made.text("one.key"));
    isTheSame("crt DIR/odd.pem");
    made.file(
        "chain.pem", made.text("one.pem") + made.text("authority.pem").replaceFirst("M", "N"));
    isTheSame("crt DIR/chain.pem");
    made.file("chain2.pem", made.text("one.pem") + made.text("authority.pem").substring(0, 300));
    isTheSame("crt DIR/chain2.pem");
    made.join("order.pem", "authority.pem", "one.crt", "one.key");
    isTheSame("crt DIR/order.pem");
  }

  @Test
  void whatElseLiesBeside() throws Exception {
    made.join("told.pem", "one.pem");
    made.file("told.pem.sctl", "nothing");
    isTheSame("crt DIR/told.pem");
    isTheSame("ssl-load-extra-files ocsp bundle", "crt DIR/told.pem");
    Files.write(folder.resolve("told.pem.sctl"), new byte[] {0, 4, 0, 2, 7, 7});
    // Of such a list HAProxy 2.6 frees something twice when it has checked the file.
    assertEquals("", said(configuration("", "crt DIR/told.pem")));
    Files.delete(folder.resolve("told.pem.sctl"));
    made.join("signed.pem", "one.pem");
    made.file("signed.pem.ocsp", "nothing");
    made.file("signed.pem.issuer", "nothing");
    isTheSame("crt DIR/signed.pem");
    made.join("signed.pem.issuer", "two.crt");
    isTheSame("crt DIR/signed.pem");
    isTheSame("ssl-load-extra-files none", "crt DIR/signed.pem");
  }

  @Test
  void wordsOfTheGlobalSection() throws Exception {
    isTheSame("ssl-load-extra-files", "crt DIR/one.pem");
    isTheSame("ssl-load-extra-files none all", "crt DIR/one.pem");
    isTheSame("ssl-load-extra-files bundle none", "crt DIR/one.pem");
    isTheSame("ssl-load-extra-files nothing", "crt DIR/one.pem");
    isTheSame("ssl-load-extra-files all", "crt DIR/one.pem");
    isTheSame("crt-base", "crt DIR/one.pem");
    isTheSame("crt-base a b", "crt DIR/one.pem");
    isTheSame("ca-base", "crt DIR/one.pem");
  }

  @Test
  void folders() throws Exception {
    made.join("folder/b.pem", "one.pem");
    made.join("folder/a.pem", "two.pem");
    made.file("folder/a.pem.ocsp.key", "nothing");
    made.file("folder/.hidden", "nothing");
    made.file("folder/below/c.pem", "nothing");
    isTheSame("crt DIR/folder");
    isTheSame("crt DIR/folder/ crt DIR/one.pem");
    made.file("folder/c", "nothing");
    isTheSame("crt DIR/folder");
    Files.delete(folder.resolve("folder/c"));
    Files.createSymbolicLink(folder.resolve("folder/d"), Path.of("/nowhere/d"));
    isTheSame("crt DIR/folder");
    Files.createDirectories(folder.resolve("hollow"));
    isTheSame("crt DIR/hollow");
    isTheSame("strict-sni crt DIR/hollow");
  }

  @Test
  void bundles() throws Exception {
    made.join("both.rsa", "rsa.pem");
    made.join("both.ecdsa", "one.pem");
    isTheSame("crt DIR/both");
    isTheSame("ssl-load-extra-files none", "crt DIR/both");
    made.file("bundles.list", "DIR/both\n".replace("DIR", folder.toString()));
    isTheSame("crt-list DIR/bundles.list");
    isTheSame("ssl-load-extra-files none", "crt-list DIR/bundles.list");
  }

  private static void list(String text) throws Exception {
    made.file("list", text.replace("DIR", folder.toString()));
    isTheSame("crt-base DIR", "crt-list DIR/list");
  }

  @Test
  void lists() throws Exception {
    isTheSame("crt-list");
    isTheSame("crt-list DIR/nothing");
    for (String line :
        List.of(
            "one.pem",
            "# one\n\none.pem a b !c *.d\n  two.pem\n",
            "one.pem",
            "",
            "nothing.pem\nneither.pem\n",
            "key-only\n",
            "[alpn h2] one.pem\n",
            "one.pem [alpn http/1.1] [verify none]\n",
            "one.pem alpn] a\n",
            "one.pem [verify none] a]\n",
            "one.pem [foo] a\n",
            "one.pem [verify] a\n",
            "one.pem [verify maybe] a\n",
            "one.pem [verify none ciphers] a\n",
            "one.pem [ssl-min-ver TLSv9] a\n",
            "one.pem [ssl-min-ver TLSv1.3 ssl-max-ver TLSv1.2] a\n",
            "one.pem [ciphers nothing] a\n",
            "one.pem [curves nothing] a\n",
            "one.pem [ecdhe nothing] a\n",
            "one.pem [ciphersuites nothing] a\n",
            "one.pem [verify required] a\n",
            "one.pem [verify required ca-file DIR/authority.pem no-ca-names] a\n",
            "one.pem[verify none]a\n",
            "one.pem [verify none\n",
            "one.pem # two\n")) {
      list(line);
    }
  }

  /** HAProxy has them; here they would do nothing. */
  @Test
  void whatIsNotDoneYetIsNotTakenInSilence() throws Exception {
    made.file("list", folder + "/one.pem [allow-0rtt] a\n");
    String said = said(configuration("", "crt-list DIR/list"));
    assertTrue(said.contains("'allow-0rtt' is without effect on a line of a list"), said);
  }

  @Test
  void answersOfAuthoritiesAreJudged() throws Exception {
    made.join("answered.pem", "one.pem");
    made.file("answered.pem.ocsp", "AAAA");
    isTheSame("crt DIR/answered.pem");
    made.file("answered.pem.issuer", Files.readString(TestCertificates.file("authority.pem")));
    isTheSame("crt DIR/answered.pem");
    made.file("own.pem", Files.readString(TestCertificates.file("client.pem")));
    made.file("own.pem.issuer", Files.readString(TestCertificates.file("authority.pem")));
    for (String kind : List.of("", ".revoked", ".unknown")) {
      Files.write(
          folder.resolve("own.pem.ocsp"),
          Files.readAllBytes(TestCertificates.file("client" + kind + ".ocsp")));
      isTheSame("crt DIR/own.pem");
    }
  }

  @Test
  void chainsOfAuthoritiesHaveAFolder() throws Exception {
    isTheSame("issuers-chain-path", "crt DIR/one.pem");
    isTheSame("issuers-chain-path DIR/nothing", "crt DIR/one.pem");
    isTheSame("issuers-chain-path DIR/one.pem", "crt DIR/one.pem");
    isTheSame("issuers-chain-path DIR x", "crt DIR/one.pem");
    Path chains = Files.createDirectory(folder.resolve("chains"));
    Files.copy(TestCertificates.file("authority.pem"), chains.resolve("a"));
    Files.copy(TestCertificates.file("authority.pem"), chains.resolve("b"));
    Files.copy(TestCertificates.file("client.pem"), chains.resolve("c"));
    Files.writeString(chains.resolve("d"), "nothing");
    Files.createSymbolicLink(chains.resolve("e"), chains.resolve("f"));
    isTheSame("issuers-chain-path DIR/chains//", "crt DIR/one.pem");
  }

  @Test
  void parametersThatAreTooWeakAreToldOf() throws Exception {
    isTheSame("tune.ssl.default-dh-param 1024", "crt DIR/rsa.pem");
    isTheSame("tune.ssl.default-dh-param 2048", "crt DIR/rsa.pem");
  }
}
