package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.cli.CommandLineParser;
import io.haloom.cli.Console;
import io.haloom.config.Environment;
import io.haloom.harness.Needs;
import io.haloom.process.Startup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -c}: what it prints on its output, and the exit status, as HAProxy 2.6.12. */
class CheckModeTest {
  private static final String VALID = "0 Configuration file is valid\n";
  private static final String NO_LISTENER =
      "2 Configuration file has no error but will not start (no listener) => exit(2).\n";

  private static final String LISTENER = "frontend f\n timeout client 1s\n bind 127.0.0.1:1\n";

  @TempDir Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** The warnings of the last check, and its notices on the configuration, without their heads. */
  private String said() {
    return err.toString()
        .lines()
        .filter(line -> line.matches("\\[(WARNING|NOTICE)\\] .* : config : .*"))
        .map(line -> line.replaceFirst("^.* : config : ", "") + "\n")
        .collect(Collectors.joining());
  }

  private String check(String config, String... flags) throws Exception {
    err.reset();
    Path file = Files.writeString(folder.resolve("c.cfg"), config);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] args = Arrays.copyOf(flags, flags.length + 3);
    args[flags.length] = "-c";
    args[flags.length + 1] = "--";
    args[flags.length + 2] = file.toString();
    int status =
        new Startup(
                CommandLineParser.parse(args),
                new Console(new PrintStream(out, true), new PrintStream(err, true), null, false),
                new Environment(Map.of()),
                args)
            .run();
    return status + " " + out;
  }

  @Test
  void aBindLineIsAListener() throws Exception {
    assertEquals(VALID, check("frontend f\n timeout client 1s\n bind 127.0.0.1:1\n"));
  }

  @Test
  void aStatsSocketIsAListenerToo() throws Exception {
    assertEquals(VALID, check("global\n stats socket " + folder + "/s\nbackend b\n"));
  }

  @Test
  void withoutAListenerItWouldNotStart() throws Exception {
    assertEquals(NO_LISTENER, check("backend b\n"));
    assertEquals(
        NO_LISTENER, check("frontend f\n timeout client 1s\n bind 127.0.0.1:1\n disabled\n"));
  }

  @Test
  void warningsAreMentioned() throws Exception {
    assertEquals(
        "0 Warnings were found.\nConfiguration file is valid\n",
        check("frontend f\n bind 127.0.0.1:1\n"));
  }

  @Test
  void errorsEndIt() throws Exception {
    assertEquals("1 ", check("frontend f\n bnid 127.0.0.1:1\n"));
  }

  @Test
  void warningsMayEndIt() throws Exception {
    assertEquals("1 ", check("frontend f\n bind 127.0.0.1:1\n", "-dW"));
  }

  @Test
  void quietIsOverruledByVerbose() throws Exception {
    String quiet = "global\n quiet\n" + LISTENER;
    assertEquals("0 ", check(quiet));
    assertEquals(VALID, check(quiet, "-V"));
    assertEquals(VALID, check(LISTENER, "-q", "-V"));
  }

  @Test
  void namesThatNobodyKnowsMayBeIgnored() throws Exception {
    String config =
        LISTENER
            + """
            backend b
              timeout connect 1s
              timeout server 1s
              server s none.invalid:80
            """;
    assertEquals("1 ", check(config));
    assertEquals("0 Warnings were found.\nConfiguration file is valid\n", check(config, "-dr"));
    assertTrue(said().endsWith("could not resolve address 'none.invalid', disabling server.\n"));
  }

  @Test
  void theLocalPeerIsInTheEnvironment() throws Exception {
    String asked = ".if streq(\"$HAPROXY_LOCALPEER\",me)\n nonsense\n.endif\n" + LISTENER;
    assertEquals(VALID, check("global\n" + asked));
    assertEquals("1 ", check("global\n localpeer me\n" + asked));
    assertEquals(
        "0 Warnings were found.\nConfiguration file is valid\n",
        check("global\n localpeer me\n" + asked, "-L", "other"));
  }

  @Test
  void whatIsLoadedIsListed() throws Exception {
    String listed = check(LISTENER, "-dL");
    assertTrue(listed.startsWith("0 List of loaded object files:\n/"), listed);
  }

  @Test
  void stateFilesAreTried() throws Exception {
    String config =
        """
        global
          server-state-base %s
          server-state-file all
        defaults
          timeout connect 1s
          timeout client 1s
          timeout server 1s
          load-server-state-from-file global
        listen b
          bind 127.0.0.1:1
          server a 127.0.0.1:9001
        backend own
          load-server-state-from-file local
          server a 127.0.0.1:9001
        """
            .formatted(folder);
    assertEquals(VALID, check("global\n zero-warning\n" + config));
    assertEquals(
        "config: Can't open global server state file '%s/all': No such file or directory\n"
                .formatted(folder)
            + "Proxy 'own': Can't open server state file '%s/own': No such file or directory.\n"
                .formatted(folder),
        said());
    Files.writeString(folder.resolve("all"), "1\n");
    Files.writeString(
        folder.resolve("own"),
        "1\n2 own 1 a 127.0.0.1 0 0 1 1 5 1 0 0 0 0 0 0 - 9001 - 0 0 - - 0\n");
    assertEquals("0 Warnings were found.\nConfiguration file is valid\n", check(config));
    assertEquals(
        "Server own/a is DOWN, changed from server-state after a reload. 0 active and 0 backup"
            + " servers left. 0 sessions active, 0 requeued, 0 remaining in queue.\n",
        said());
    assertEquals("1 ", check("global\n zero-warning\n" + config));
    Files.writeString(folder.resolve("own"), "1\n");
    assertEquals(VALID, check("global\n zero-warning\n" + config));
  }

  private static final String EXTERNAL =
      """
      backend b
       timeout connect 1s
       timeout server 1s
       option external-check
       external-check command /bin/true
       server s 127.0.0.1:1 check
      """;

  @Test
  void externalChecksAreAllowedByTheGlobalSection() throws Exception {
    String allowed = "global\n external-check\n insecure-fork-wanted\n";
    assertEquals(VALID, check(allowed + LISTENER + EXTERNAL));
    assertEquals("1 ", check("global\n insecure-fork-wanted\n" + LISTENER + EXTERNAL));
    assertTrue(
        err.toString()
            .contains("'option external-check' unable to find required 'global.external-check'."));
    assertEquals(
        "0 Warnings were found.\nConfiguration file is valid\n",
        check("global\n external-check\n" + LISTENER + EXTERNAL));
    assertTrue(said().contains("'insecure-fork-wanted' not enabled in the global section"));
  }

  @Test
  void experimentalWordsAreAllowedByTheGlobalSection() throws Exception {
    String lines = " mode http\n http-request normalize-uri fragment-strip\n";
    assertEquals(VALID, check("global\n expose-experimental-directives\n" + LISTENER + lines));
    assertEquals("1 ", check(LISTENER + lines));
    assertTrue(
        err.toString()
            .contains(
                "'normalize-uri' action is experimental, must be allowed via a global"
                    + " 'expose-experimental-directives'"));
  }

  @Test
  void authoritiesAreLookedForInTheirFolder() throws Exception {
    Needs.openSsl();
    Path pem = Path.of("src/test/resources/io/haloom/net/tls/authority.pem");
    Path folderOf = Files.createDirectory(folder.resolve("authorities"));
    Files.copy(pem, folderOf.resolve("mine.pem"));
    String config =
        """
        global
         %s
        backend b
         timeout connect 1s
         timeout server 1s
         server s 127.0.0.1:1 ssl verify required ca-file mine.pem
        """;
    assertEquals(VALID, check(config.formatted("ca-base " + folderOf) + LISTENER));
    assertEquals("1 ", check(config.formatted("") + LISTENER));
    assertTrue(err.toString().contains("unable to load mine.pem"), err.toString());
  }

  @Test
  void aVersionThatTheLibraryHasNotLeavesNone() throws Exception {
    Needs.openSsl();
    Path pem = Path.of("src/test/resources/io/haloom/net/tls/localhost.pem").toAbsolutePath();
    String bind = LISTENER + " bind 127.0.0.1:2 ssl crt " + pem;
    assertEquals(VALID, check(bind + "\n"));
    assertEquals("1 ", check(bind + " force-sslv3\n"));
    String alert = "all SSL/TLS versions are disabled for bind '127.0.0.1:2'";
    assertEquals(2, err.toString().split(alert, -1).length, "once");
    String backend = LISTENER + "backend b\n timeout connect 1s\n timeout server 1s\n";
    String server = backend + " server s 127.0.0.1:1 ssl verify none";
    assertEquals(VALID, check(server + "\n"));
    assertEquals("1 ", check(server + " force-sslv3\n"));
    assertTrue(
        err.toString().contains("backend 'b': all SSL/TLS versions are disabled for server 's'."));
  }
}
