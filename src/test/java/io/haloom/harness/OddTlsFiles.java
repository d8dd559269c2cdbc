package io.haloom.harness;

import io.haloom.net.tls.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of every kind that may stand where a word of TLS names one, good ones among them: {@code
 * good.pem} and {@code rsa.pem} are certificates with their keys, signed by {@code authority.pem}.
 */
public final class OddTlsFiles {
  private final MadeCertificates made;
  private final Path folder;
  private final List<String> names = new ArrayList<>();

  /** Makes them in the folder of its certificates. */
  public OddTlsFiles(MadeCertificates made) throws Exception {
    this.made = made;
    this.folder = made.folder();
    made.certificate("good", "ec", "good.test");
    made.certificate("rsa", "rsa", "good.test");
    certificates();
    keys();
    texts();
    odd();
  }

  /** Of all of them; a folder is one, and so is what is not there. */
  public List<String> names() {
    return List.copyOf(names);
  }

  private void file(String name, String... parts) throws Exception {
    made.join(name, parts);
    names.add(name);
  }

  private void text(String name, String text) throws Exception {
    made.file(name, text);
    names.add(name);
  }

  private void certificates() throws Exception {
    names.addAll(List.of("good.pem", "rsa.pem", "authority.pem", "good.crt"));
    text("expired.pem", Files.readString(TestCertificates.file("expired.pem")));
    text("self-signed.pem", Files.readString(TestCertificates.localhost()));
    text("revoked.crl", Files.readString(TestCertificates.file("revoked.crl")));
    file("in-order.pem", "good.crt", "authority.pem", "good.key");
    file("out-of-order.pem", "authority.pem", "good.crt", "good.key");
    file("twice.pem", "good.crt", "good.crt", "good.key");
    file("unrelated.pem", "good.crt", "rsa.crt", "good.key");
    made.openssl(
        "req -x509 -new -key good.key -out weak.crt -sha1 -days 9 -subj /CN=weak -addext basicConstraints=CA:FALSE");
    file("weak-digest.pem", "weak.crt", "good.key");
    made.openssl("genrsa -out small.key 1024");
    made.openssl("req -x509 -new -key small.key -out small.crt -days 9 -subj /CN=small");
    file("small-key.pem", "small.crt", "small.key");
    made.openssl("genpkey -algorithm ed25519 -out edwards.key");
    made.openssl("req -x509 -new -key edwards.key -out edwards.crt -days 9 -subj /CN=edwards");
    file("edwards.pem", "edwards.crt", "edwards.key");
    made.openssl("x509 -in good.crt -out trusted.crt -trustout");
    file("trusted.pem", "trusted.crt", "good.key");
    made.openssl("x509 -in good.crt -outform der -out der.pem");
    names.add("der.pem");
    made.openssl("req -new -key good.key -subj /CN=asked -out request.pem");
    names.add("request.pem");
  }

  private void keys() throws Exception {
    file("key-alone.pem", "good.key");
    file("other-key.pem", "good.crt", "rsa.key");
    file("other-curve-key.pem", "good.crt", "authority.key");
    file("two-keys.pem", "good.crt", "good.key", "rsa.key");
    file("two-keys-other-first.pem", "good.crt", "rsa.key", "good.key");
    file("key-first.pem", "good.key", "good.crt");
    made.openssl("ec -in good.key -pubout -out public.key");
    file("public-key.pem", "good.crt", "public.key");
    made.openssl("pkey -in good.key -out plain8.key");
    file("key-of-pkcs8.pem", "good.crt", "plain8.key");
    made.openssl("ecparam -name prime256v1 -genkey -out with-parameters.key");
    made.openssl("req -x509 -new -key with-parameters.key -out with.crt -days 9 -subj /CN=with");
    file("parameters-before-key.pem", "with.crt", "with-parameters.key");
    text("key-cut.pem", made.text("good.crt") + made.text("good.key").substring(0, 80));
    text("key-odd.pem", made.text("good.crt") + made.text("good.key").replaceFirst("M", "N"));
  }

  private void texts() throws Exception {
    text("empty.pem", "");
    text("line-feed.pem", "\n");
    text("words.pem", "this is not a certificate\n");
    text("blanks.pem", "   \n\t\n");
    text("zeros.pem", "\0\0\0\0");
    text("begin-alone.pem", "-----BEGIN CERTIFICATE-----\n");
    text("begin-and-end.pem", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
    text("cut.pem", made.text("good.pem").substring(0, 200));
    text("odd.pem", made.text("good.crt").replaceFirst("M", "N") + made.text("good.key"));
    text("chain-cut.pem", made.text("good.pem") + made.text("authority.pem").substring(0, 200));
    text(
        "chain-odd.pem", made.text("good.pem") + made.text("authority.pem").replaceFirst("M", "N"));
    text("returns.pem", made.text("good.pem").replace("\n", "\r\n"));
    text("mark.pem", "\uFEFF" + made.text("good.pem"));
    text("text-before.pem", "Subject: good\n\n" + made.text("good.pem"));
    text("without-end-of-line.pem", made.text("good.pem").stripTrailing());
  }

  private void odd() throws Exception {
    Files.createDirectory(folder.resolve("hollow"));
    names.add("hollow");
    Files.createDirectory(folder.resolve("full"));
    made.join("full/a.pem", "good.pem");
    names.add("full");
    Files.createSymbolicLink(folder.resolve("dangling.pem"), folder.resolve("nowhere"));
    names.add("dangling.pem");
    Files.createSymbolicLink(folder.resolve("loop.pem"), folder.resolve("loop.pem"));
    names.add("loop.pem");
    names.add("missing.pem");
    names.add("good.pem/below.pem");
  }
}
