package io.haloom.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.net.TlsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {
  @TempDir Path folder;

  @BeforeEach
  void needs() {
    Needs.openSsl();
  }

  private static String file(String name) throws Exception {
    return TestCertificates.file(name).toString();
  }

  @Test
  void aFileMayHoldCertificatesAndLists() throws Exception {
    Path both = folder.resolve("both");
    Files.writeString(
        both,
        Files.readString(TestCertificates.file("below.pem"))
            + Files.readString(TestCertificates.file("revoked.crl")));
    TrustStore store = TrustStore.ofFile(both.toString());
    assertEquals(2, store.certificateCount());
    assertEquals(1, store.revocations().size());
  }

  @Test
  void aFileWithNeitherIsRefused() throws Exception {
    String none = file("authority.key");
    assertEquals(
        "no certificate or crl found",
        assertThrows(TlsException.class, () -> TrustStore.ofFile(none)).getMessage());
  }

  @Test
  void ofAFolderEachFileGivesItsFirstCertificate() throws Exception {
    Files.copy(TestCertificates.file("below.pem"), folder.resolve("one.crt"));
    Files.copy(TestCertificates.file("authority.pem"), folder.resolve("two.pem"));
    Files.copy(TestCertificates.file("authority.pem"), folder.resolve("same.cer"));
    Files.copy(TestCertificates.file("client.pem"), folder.resolve(".hidden.pem"));
    Files.copy(TestCertificates.file("client.pem"), folder.resolve("client.txt"));
    Files.writeString(folder.resolve("broken.pem"), "nothing");
    List<String> unread = new ArrayList<>();
    TrustStore store =
        TrustStore.ofFolder(folder.toString(), (name, reason) -> unread.add(name + ": " + reason));
    assertEquals(2, store.certificateCount());
    assertEquals(List.of(folder + "/broken.pem: no start line"), unread);
  }

  @Test
  void aTextHasToHoldSomethingThatIsNotBroken() {
    assertNull(TrustStore.parse(new byte[0]));
    assertNull(TrustStore.parse("nothing".getBytes(StandardCharsets.US_ASCII)));
    String broken = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    assertNull(TrustStore.parse(broken.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void aKeyIsPassedOver() throws Exception {
    byte[] key = Files.readAllBytes(TestCertificates.file("authority.key"));
    assertTrue(TrustStore.parse(key).isEmpty());
  }
}
