package io.haloom.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What HAProxy 2.6.12 suggests for the same words. */
class SuggestTest {
  private static final List<String> SECTIONS =
      List.of("listen", "frontend", "backend", "defaults", "global", "userlist", "peers");

  private static final List<String> BIND =
      List.of("accept-proxy", "name", "tfo", "transparent", "mss", "ssl", "interface", "nice");

  @Test
  void lettersThatFollowEachOtherMakeWordsAlike() {
    assertEquals("frontend", Suggest.nearest("fronted", SECTIONS));
    assertEquals("backend", Suggest.nearest("backedn", SECTIONS));
    assertEquals("listen", Suggest.nearest("LISTN", SECTIONS));
    assertEquals("name", Suggest.nearest("nam", BIND));
    assertEquals("tfo", Suggest.nearest("foo", BIND));
    assertEquals("transparent", Suggest.nearest("transparant", BIND));
  }

  @Test
  void wordsThatShareTooLittleAreNotMeant() {
    assertNull(Suggest.nearest("it", SECTIONS));
    assertNull(Suggest.nearest("bogus", BIND));
    assertNull(Suggest.nearest("", BIND));
    assertNull(Suggest.nearest("x", List.of()));
  }

  @Test
  void theFirstOfEqualsIsTaken() {
    assertEquals("ab1", Suggest.nearest("ab", List.of("ab1", "ab2")));
    assertEquals("; did you mean 'ab2' maybe ?", Suggest.hint("ab", List.of("ab2", "ab1")));
  }
}
