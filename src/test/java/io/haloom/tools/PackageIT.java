package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.haloom.harness.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code bin/package} makes, installed in a small Debian that knows no Java: the scripts in
 * {@code package/} beside this class do there what an administrator does, and nothing remains. The
 * Debian is made once and kept.
 */
@Tag("packages")
@Timeout(540)
class PackageIT {
  private static final List<String> SYSTEM =
      List.of(
          "haproxy",
          "iproute2",
          "systemd",
          "systemd-sysv",
          "dbus",
          "adduser",
          "rsyslog",
          "logrotate",
          "man-db",
          "procps",
          "curl",
          "socat");

  private static Path debian;
  private static Path tarball;
  private static Path deb;

  @TempDir Path folder;

  @BeforeAll
  @Timeout(540)
  static void makes() throws Exception {
    Needs.programs("debootstrap", "dpkg-deb", "unshare", "ip", "strip");
    Needs.namespaces();
    String suite = osRelease().getProperty("VERSION_CODENAME");
    debian = Path.of("/var/cache/haloom/package-" + suite);
    List<String> words = new ArrayList<>(List.of(".ci/debian-root", suite, debian.toString()));
    words.addAll(SYSTEM);
    Run root = Run.of(words);
    if (root.status() != 0) {
      abort("needs Debian's packages: " + root.output());
    }
    Run made = Run.of(List.of("bin/package"));
    assertEquals(0, made.status(), made.output());
    tarball = made.file(".tar.gz");
    deb = made.file(".deb");
  }

  private static Properties osRelease() throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("/etc/os-release"))) {
      properties.load(reader);
    }
    return properties;
  }

  /** What a program said and how it ended. */
  private record Run(int status, String output) {
    static Run of(List<String> command) throws Exception {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      return new Run(process.waitFor(), output);
    }

    /** The file of that kind that it says it made. */
    Path file(String end) {
      return output
          .lines()
          .filter(line -> line.startsWith("package: made ") && line.endsWith(end))
          .map(line -> Path.of(line.substring("package: made ".length())))
          .findFirst()
          .orElseThrow(() -> new AssertionError("made no " + end + ": " + output));
    }
  }

  /** Runs the script with that package beside it, in a copy of the Debian. */
  private void inSandbox(String script, Path made, String... options) throws Exception {
    Files.copy(made, folder.resolve(made.getFileName()));
    Path scripts = Path.of("src/test/resources/io/haloom/tools/package");
    Files.copy(scripts.resolve("common.sh"), folder.resolve("common.sh"));
    Files.copy(scripts.resolve(script), folder.resolve("run"));
    List<String> command = new ArrayList<>(List.of(".ci/sandbox"));
    command.addAll(List.of(options));
    command.addAll(List.of(debian.toString(), folder.toString()));
    Run run = Run.of(command);
    Path output = folder.resolve("output");
    String said = Files.exists(output) ? Files.readString(output) : "";
    assertEquals(0, run.status(), run.output() + said);
  }

  @Test
  void serviceOfTheDebianPackage() throws Exception {
    inSandbox("service.sh", deb, "-s");
  }

  @Test
  void takesOverFromHaproxyAndBack() throws Exception {
    inSandbox("switch.sh", deb, "-s");
  }

  @Test
  void debianPackageWithoutSystemd() throws Exception {
    inSandbox("debian.sh", deb);
  }

  @Test
  void tarball() throws Exception {
    inSandbox("tarball.sh", tarball);
  }

  /** The manual page is made of the list of options: each is there, with the words of the list. */
  @Test
  void manualHasEveryOption() throws Exception {
    Run help = Run.of(List.of("bin/haloom", "-h"));
    Path page = Path.of("target/package").resolve(name()).resolve("share/man/man1/haloom.1");
    String manual = Files.readString(page).replace("\\-", "-").replace("\\(aq", "'");
    List<String> options =
        help.output().lines().filter(line -> line.startsWith("        -")).toList();
    assertTrue(options.size() > 20, help.output());
    for (String line : options) {
      for (String option : line.strip().split(" ; (?=-)")) {
        String term = option.split(" ")[0];
        assertTrue(manual.contains("\n.B " + term), option);
        String words = option.replaceFirst("\\S+ (?:[<\\[]\\S* ?(?:\\]\\*)? ?)*", "");
        assertTrue(manual.contains("\n" + words + "\n"), words);
      }
    }
  }

  private static String name() {
    return tarball.getFileName().toString().replace(".tar.gz", "");
  }
}
