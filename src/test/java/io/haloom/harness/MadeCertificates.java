package io.haloom.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates that a test makes with {@code openssl}, as files of a folder. They are signed by an
 * authority in {@code authority.pem} with {@code authority.key}.
 */
public final class MadeCertificates {
  private final Path folder;
  private int serial = 0x1000;

  public MadeCertificates(Path folder) throws Exception {
    Needs.program("openssl");
    this.folder = folder;
    key("authority.key", "ec");
    openssl(
        "req -x509 -new -key authority.key -out authority.pem -days 3650 -subj /C=XX/CN=Authority");
  }

  public Path folder() {
    return folder;
  }

  /** The path of a file in the folder. */
  public String path(String name) {
    return folder.resolve(name).toString();
  }

  public String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** Writes one. */
  public Path file(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), text);
  }

  /** Writes one of what other files hold, one behind the other. */
  public Path join(String name, String... parts) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      all.append(text(part));
    }
    return file(name, all.toString());
  }

  /**
   * Makes a key.
   *
   * @param kind {@code ec} or {@code rsa}
   */
  public void key(String file, String kind) throws Exception {
    openssl(
        kind.equals("ec")
            ? "ecparam -name prime256v1 -genkey -noout -out " + file
            : "genrsa -out " + file + " 2048");
  }

  /**
   * Makes a certificate and its key: {@code NAME.crt}, {@code NAME.key}, and {@code NAME.pem} with
   * both.
   *
   * @param kind {@code ec} or {@code rsa}
   * @param hosts the names it is for; the first is its common name, too
   */
  public void certificate(String name, String kind, String... hosts) throws Exception {
    key(name + ".key", kind);
    List<String> names = new ArrayList<>();
    for (String host : hosts) {
      names.add("DNS:" + host);
    }
    openssl("req -new -key " + name + ".key -out request -subj /O=Test/CN=" + hosts[0]);
    file("extensions", "subjectAltName=" + String.join(",", names) + "\n");
    openssl(
        "x509 -req -in request -CA authority.pem -CAkey authority.key -days 3650 -extfile extensions"
            + " -set_serial "
            + serial++
            + " -out "
            + name
            + ".crt");
    join(name + ".pem", name + ".crt", name + ".key");
    Files.delete(folder.resolve("request"));
    Files.delete(folder.resolve("extensions"));
  }

  /** Runs {@code openssl} in the folder; words are divided by blanks. */
  public String openssl(String words) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words.split(" ")));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new AssertionError(words + ": " + said);
    }
    return said;
  }
}
