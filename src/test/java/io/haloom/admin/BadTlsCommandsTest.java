package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.MadeCertificates;
import io.haloom.harness.Needs;
import io.haloom.harness.OddTlsFiles;
import io.haloom.harness.Running;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of text that is not what a command of TLS asks for: what is said, and what is so
 * afterwards, is the same in HAProxy and in Haloom.
 */
class BadTlsCommandsTest {
  /** What is asked with each text, one after the other; TEXT has no empty line. */
  private static final List<List<String>> CONVERSATIONS =
      List.of(
          List.of(
              "set ssl cert DIR/good.pem <<\nTEXT",
              "show ssl cert *DIR/good.pem",
              "commit ssl cert DIR/good.pem",
              "show ssl cert DIR/good.pem",
              "abort ssl cert DIR/good.pem"),
          List.of(
              "set ssl cert DIR/good.pem.key <<\nTEXT",
              "commit ssl cert DIR/good.pem",
              "abort ssl cert DIR/good.pem"),
          List.of(
              "set ssl cert DIR/good.pem.issuer <<\nTEXT",
              "set ssl cert DIR/good.pem.ocsp <<\nTEXT",
              "set ssl cert DIR/good.pem.sctl <<\nTEXT",
              "abort ssl cert DIR/good.pem"),
          List.of(
              "set ssl cert DIR/shown.pem <<\nTEXT",
              "commit ssl cert DIR/shown.pem",
              "abort ssl cert DIR/shown.pem"),
          List.of(
              "new ssl cert DIR/new.pem",
              "set ssl cert DIR/new.pem <<\nTEXT",
              "commit ssl cert DIR/new.pem",
              "add ssl crt-list DIR/list DIR/new.pem",
              "del ssl crt-list DIR/list DIR/new.pem",
              "abort ssl cert DIR/new.pem",
              "del ssl cert DIR/new.pem"),
          List.of(
              "set ssl ca-file DIR/authority.pem <<\nTEXT",
              "show ssl ca-file *DIR/authority.pem",
              "commit ssl ca-file DIR/authority.pem",
              "show ssl ca-file DIR/authority.pem",
              "abort ssl ca-file DIR/authority.pem"),
          List.of(
              "set ssl crl-file DIR/revoked.crl <<\nTEXT",
              "show ssl crl-file *DIR/revoked.crl",
              "commit ssl crl-file DIR/revoked.crl",
              "show ssl crl-file DIR/revoked.crl",
              "abort ssl crl-file DIR/revoked.crl"),
          List.of("add ssl crt-list DIR/list <<\nTEXT"),
          List.of("set ssl ocsp-response <<\nTEXT", "set ssl tls-key 0 <<\nTEXT"));

  private static final String CONFIGURATION =
      """
      global
        stats socket SOCKET level admin
      defaults
        mode http
        timeout client 1s
        timeout server 1s
        timeout connect 1s
      frontend one
        bind unix@SOCKET.one ssl crt DIR/good.pem verify optional ca-file DIR/authority.pem crl-file DIR/revoked.crl
        default_backend servers
      frontend two
        bind unix@SOCKET.two ssl crt-list DIR/list tls-ticket-keys DIR/tickets
        default_backend servers
      backend servers
        server s 127.0.0.1:9 ssl verify required ca-file DIR/authority.pem crt DIR/shown.pem
      """;

  @TempDir static Path folder;
  @TempDir static Path theirs;
  @TempDir static Path ours;
  private static MadeCertificates made;
  private static OddTlsFiles odd;
  private static Haproxy haproxy;
  private static Running haloom;

  @BeforeAll
  static void start() throws Exception {
    Needs.openSsl();
    made = new MadeCertificates(folder);
    odd = new OddTlsFiles(made);
    made.join("shown.pem", "rsa.pem");
    made.file("list", made.path("rsa.pem") + "\n");
    made.file("tickets", (made.openssl("rand -base64 48").strip() + "\n").repeat(3));
    haproxy = Haproxy.start(theirs, configuration(theirs), theirs.resolve("s"));
    haloom = Running.of(configuration(ours));
  }

  @AfterAll
  static void end() {
    if (haproxy != null) {
      haproxy.close();
    }
    if (haloom != null) {
      haloom.close();
    }
  }

  private static String configuration(Path home) {
    return CONFIGURATION
        .replace("SOCKET", home.resolve("s").toString())
        .replace("DIR", folder.toString());
  }

  @TestFactory
  Stream<DynamicTest> answersAreTheSame() {
    return CONVERSATIONS.stream()
        .map(
            conversation ->
                DynamicTest.dynamicTest(conversation.get(0), () -> compare(conversation)));
  }

  private static void compare(List<String> conversation) throws Exception {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (String name : odd.names()) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        String text = payload(Files.readString(file, StandardCharsets.ISO_8859_1));
        expected.add("-- " + name + "\n" + said(theirs, conversation, text));
        actual.add("-- " + name + "\n" + said(ours, conversation, text));
      }
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  /** Without empty lines, of which the first would end it, and without what ends a string of C. */
  private static String payload(String text) {
    int end = text.indexOf(0);
    return (end < 0 ? text : text.substring(0, end)).replaceAll("\n\n+", "\n").strip();
  }

  private static String said(Path home, List<String> conversation, String text) throws Exception {
    StringBuilder all = new StringBuilder();
    for (String line : conversation) {
      String command =
          line.replace("DIR", folder.toString())
              .replace("TEXT", text.isEmpty() ? text : text + "\n");
      String answer = RawClient.ask(home.resolve("s"), command + "\n");
      all.append("> ").append(line).append('\n').append(answer.replaceAll("\n+", "\n"));
    }
    return all.toString();
  }
}
