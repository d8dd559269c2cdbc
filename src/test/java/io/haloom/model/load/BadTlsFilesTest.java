package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.harness.MadeCertificates;
import io.haloom.harness.Needs;
import io.haloom.harness.OddTlsFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of file that is not what a word of TLS asks for, in every place that names one: what
 * {@code -c} says and how it ends is what HAProxy says and how it ends.
 */
class BadTlsFilesTest {
  private static final int ENDED_BY_SIGNAL = 128;

  /** Bind and server lines and words of the global section, with FILE in the place of a path. */
  private static final List<String> PLACES =
      List.of(
          "bind crt FILE",
          "bind crt DIR/good.pem crt FILE",
          "bind crt-list FILE",
          "bind crt-list LIST(FILE)",
          "bind crt-list LIST(DIR/good.pem [verify required ca-file FILE] a)",
          "bind crt FOLDER(FILE)",
          "bind crt DIR/good.pem verify required ca-file FILE",
          "bind crt DIR/good.pem verify required ca-file DIR/authority.pem ca-verify-file FILE",
          "bind crt DIR/good.pem verify required ca-file DIR/authority.pem crl-file FILE",
          "bind crt DIR/good.pem tls-ticket-keys FILE",
          "bind crt DIR/good.pem generate-certificates ca-sign-file FILE",
          "server verify none crt FILE",
          "server verify required ca-file FILE",
          "server verify required ca-file DIR/authority.pem crl-file FILE",
          "global ssl-dh-param-file FILE",
          "global issuers-chain-path FILE");

  @TempDir static Path folder;
  @TempDir static Path theirs;
  private static MadeCertificates made;
  private static OddTlsFiles odd;

  @BeforeAll
  static void files() throws Exception {
    // A configuration is read the same, whatever is to carry its connections.
    assumeTrue(System.getProperty("haloom.transport", "epoll").equals("epoll"));
    Needs.openSsl();
    made = new MadeCertificates(folder);
    odd = new OddTlsFiles(made);
  }

  @TestFactory
  Stream<DynamicTest> whatIsSaidIsTheSame() {
    return PLACES.stream().map(place -> DynamicTest.dynamicTest(place, () -> compare(place)));
  }

  private static void compare(String place) throws Exception {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (String file : odd.names()) {
      if (Files.isDirectory(folder.resolve(file)) && isReadForEver(place)) {
        continue;
      }
      String config = configuration(place, file);
      HaproxyCheck haproxy = HaproxyCheck.of(Needs.haproxy(), theirs, config);
      if (haproxy.status() < ENDED_BY_SIGNAL) {
        expected.add(file + ": " + haproxy.status() + "\n" + String.join("\n", haproxy.said()));
        actual.add(file + ": " + said(config));
      }
    }
    assertEquals(String.join("\n\n", expected), String.join("\n\n", actual));
  }

  /** Where HAProxy 2.6 reads a folder as if it were a file, and never comes to its end. */
  private static boolean isReadForEver(String place) {
    return place.contains("LIST(FILE)")
        || place.contains("ca-sign-file")
        || place.contains("ssl-dh-param-file");
  }

  private static String configuration(String place, String file) throws Exception {
    String path = folder.resolve(file).toString();
    String words =
        made(place.substring(place.indexOf(' ') + 1).replace("DIR", folder.toString()), path);
    String bind = place.startsWith("bind") ? words : "crt " + folder.resolve("rsa.pem");
    String server = place.startsWith("server") ? words : "verify none";
    return """
    global
      %s
    defaults
      mode http
      timeout client 1s
      timeout server 1s
      timeout connect 1s
    frontend f
      bind 127.0.0.1:1 ssl %s
      default_backend b
    backend b
      server s 127.0.0.1:2 ssl %s
    """
        .formatted(place.startsWith("global") ? words : "", bind, server);
  }

  /** The words, with the list and the folder made that they name. */
  private static String made(String words, String path) throws Exception {
    String own = words.replace("FILE", path);
    int list = own.indexOf("LIST(");
    if (list >= 0) {
      int end = own.lastIndexOf(')');
      made.file("list", own.substring(list + "LIST(".length(), end) + "\n");
      return own.substring(0, list) + folder.resolve("list");
    }
    if (words.contains("FOLDER(")) {
      Path around = folder.resolve("around");
      Files.createDirectories(around);
      Files.deleteIfExists(around.resolve("one.pem"));
      Files.createSymbolicLink(around.resolve("one.pem"), Path.of(path));
      return "crt " + around;
    }
    return own;
  }

  private static String said(String config) {
    Diagnostics diagnostics = new Diagnostics();
    GoldenCase.load(config, diagnostics);
    return (diagnostics.hasErrors() ? "1\n" : "0\n")
        + diagnostics.all().stream()
            .filter(d -> d.severity() != Diagnostic.Severity.DIAG)
            .map(d -> d.severity() + " " + asShown(d.text()))
            .collect(Collectors.joining("\n"));
  }

  /** Bytes of files are characters in messages. */
  private static String asShown(String text) {
    return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
