package io.haloom.crypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that crypt(3) of the C library made, of the password {@code geheim}. */
class PasswordHashTest {
  private static final String BCRYPT =
      "$2b$05$abcdefghijklmnopqrstuuVWu8RjbNovPZWAMRdd7iqaaG0mI53Uu";

  private static boolean matches(String password, String hash) {
    return PasswordHash.matches(
        password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BCRYPT,
        "$y$j9T$abcdefgh$GxCeQreerYP7WYNXxV9BftndBRQBXf2528rchsi.eVD",
        "$gy$j9T$abcdefgh$ZgshOkwh.krUo/QLeetmr12DH7HNkcvoDiAYzU8s2w9",
        "$7$CU..../....abcdefgh$UzRfMngIRiSAq8uVIAGOEsOlpkna8QUSnwMz/WDgMg3",
        "$sha1$1000$abcdefgh$ub0V5wcnTJBjP6ppHNlitM9P2eoL",
        "_J9..rasmLJzOHaYqF5s",
        "abOkmxXhjDb.Y",
        "$1$saltsalt$wTLsTBb/.H7e4VHujepbF0",
        "$5$saltsalt$cKRA0A5uaKu0/NNi2WMrB.mMOAVMowckrDNQ4fKUJ06",
        "$6$rounds=1000$salt$tRQkyEZ6L3dKQxT9Z.tUcL/KAKHXF6ONK4LYW7X2wVA7ym07OgbcQ42O81npCuzC5Ey7.p.SZ0lIuhJNMxsOL.",
      })
  void hashesOfTheLibraryMatch(String hash) {
    assertTrue(PasswordHash.isKnown(hash.getBytes(StandardCharsets.UTF_8)));
    assertTrue(matches("geheim", hash));
    assertTrue(matches("geheim\0more", hash));
    assertFalse(matches("Geheim", hash));
    assertFalse(matches("", hash));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$5$rounds=x$s$y", "$5$salt", "$6$rounds=5000", "abc", "*0", "*1", "$y$", "plain"})
  void whatIsMalformedMatchesNothing(String hash) {
    assertFalse(matches("a", hash));
    assertFalse(matches("", hash));
  }

  /** One loop: it serves others while a password is checked. */
  @Test
  void sessionsWaitForTheirPasswords() throws Exception {
    try (Running haloom =
        Running.of(
            """
            global
              nbthread 1
            userlist u
              user a password %s
            defaults
              mode http
              timeout client 10s
              timeout server 10s
              timeout connect 1s
            frontend f
              bind 127.0.0.1:0
              http-request auth unless { http_auth(u) }
              http-request return status 200
            """
                .formatted(BCRYPT))) {
      assertEquals(200, status(haloom, "a:geheim"));
      assertEquals(401, status(haloom, "a:falsch"));
      assertEquals(401, status(haloom, "b:geheim"));
    }
  }

  private static int status(Running haloom, String credentials) throws IOException {
    String encoded =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    try (Socket client = haloom.connect("f")) {
      String request = "GET / HTTP/1.0\r\nauthorization: Basic %s\r\n\r\n".formatted(encoded);
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
