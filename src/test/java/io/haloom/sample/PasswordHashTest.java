package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Hashes that crypt(3) of the C library made. */
class PasswordHashTest {

  private static boolean matches(String password, String hash) {
    return PasswordHash.matches(password.getBytes(StandardCharsets.UTF_8), hash);
  }

  @Test
  void hashesOfTheLibraryMatch() {
    assertTrue(matches("password", "$5$saltstring$OH4IDuTlsuTYPdED1gsuiRMyTAwNlRWyA6Xr3I4/dQ5"));
    assertTrue(
        matches(
            "password",
            "$6$saltstring$adDbXsJjcDlq2662QPgd.tkSOVmnG9Tt3oXl4HR60SusC3AGjirnDenVZp3DGwLwqy6iYKCzannhaX9DR72nN1"));
    assertTrue(
        matches(
            "a much longer password than any of the blocks of the digests, which are 64 bytes or"
                + " less, to be sure",
            "$6$x$WZG/pfGlUZsZVpnHaCmf7Cvw6gJ9xjBjZtm9tb/dayjGafsRP0STUfudOUAEn.AIcxAtF/2fe2hVGxVw/G7l41"));
    assertTrue(
        matches(
            "a much longer password than any of the blocks",
            "$5$0123456789abcdef$c5SsutT.dkmW1cZSqeTTqcC0kvLEXP0XOzX0j/NU7c7"));
    assertTrue(
        matches(
            "k",
            "$6$rounds=1400$anotherlongsalt$szuA/4w1dNWczyv/93.jL0fnLmJflqN0xB34v4BK/W/luSwZtNC9fQIDnnbtC7F0svmXOrmhcFsNF7otmY2TE1"));
    assertFalse(
        matches(
            "Password",
            "$6$saltstring$adDbXsJjcDlq2662QPgd.tkSOVmnG9Tt3oXl4HR60SusC3AGjirnDenVZp3DGwLwqy6iYKCzannhaX9DR72nN1"));
  }

  @Test
  void whatIsMalformedMatchesNothing() {
    assertFalse(matches("a", "$5$rounds=x$s$y"));
    assertFalse(matches("a", "$5$salt"));
    assertFalse(matches("a", "$6$rounds=5000"));
    assertFalse(matches("a", "abc"));
  }
}
