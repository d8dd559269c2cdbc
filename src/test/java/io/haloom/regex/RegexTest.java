package io.haloom.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expressions of the system's library, called directly. */
class RegexTest {
  private static Regex capturing(String pattern) throws RegexException {
    return Regex.compile(pattern.getBytes(StandardCharsets.UTF_8), Regex.Options.CAPTURING);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void groupsAreCountedFromTheSubjectsStart() throws Exception {
    Groups groups = new Groups();
    byte[] array = bytes("xxa-bcyy");
    assertTrue(capturing("(b)(z)?(c)").find(array, 2, 4, false, groups));
    assertEquals("2-4 2-3 -1--1 3-4 -1--1", text(groups, 5));
    assertFalse(capturing("y").find(array, 2, 4, false, groups));
  }

  private static String text(Groups groups, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(groups.start(i)).append('-').append(groups.end(i)).append(' ');
    }
    return text.toString().strip();
  }

  @Test
  void groupsPastTheNinthAreMatchedAndNotTold() throws Exception {
    Groups groups = new Groups();
    assertTrue(
        capturing("(.)".repeat(12) + "\\12").find(bytes("abcdefghijkll"), 0, 13, false, groups));
    assertEquals(9, groups.end(9));
  }

  @Test
  void theStartIsNoLineStartWhereToldSo() throws Exception {
    byte[] array = bytes("aaa");
    assertTrue(capturing("^a").find(array, 0, 3, false, null));
    assertFalse(capturing("^a").find(array, 0, 3, true, null));
    assertTrue(capturing("a").find(array, 0, 3, true, null));
  }

  @Test
  void subjectsMayBeLargerThanTheScratch() throws Exception {
    String large = "x".repeat(1_000_000) + "needle";
    assertTrue(capturing("needle$").find(large));
    assertTrue(capturing("needle$").find(large));
    assertFalse(capturing("needle$").find("needl"));
  }

  @Test
  void errorsTellTheByte() {
    RegexException e = assertThrows(RegexException.class, () -> capturing("ab(c"));
    assertEquals("missing closing parenthesis", e.getMessage());
    assertEquals(4, e.offset());
  }

  @Test
  void theMatchLimitIsNoMatchAndSaidOnce() throws Exception {
    List<String> said = new ArrayList<>();
    Regex.complainTo(said::add);
    try {
      Regex regex = capturing("(a+)+b$");
      assertFalse(regex.find("a".repeat(2000) + "bc"));
      assertFalse(regex.find("a".repeat(2000) + "bc"));
    } finally {
      Regex.complainTo(text -> {});
    }
    assertEquals(
        List.of(
            "regex '(a+)+b$' gave up (match limit exceeded) on a text of 2002 bytes, which is taken as no match; this is said once."),
        said);
  }

  @Test
  void aLongMatchIsTheSameOnAVirtualThread() throws Exception {
    Regex regex = capturing("^(.*?,){5}P(X)");
    String subject = "1,".repeat(60) + "PX";
    Groups here = new Groups();
    Groups there = new Groups();
    boolean found = regex.find(bytes(subject), 0, subject.length(), false, here);
    boolean[] foundThere = new boolean[1];
    Thread.ofVirtual()
        .start(() -> foundThere[0] = regex.find(bytes(subject), 0, subject.length(), false, there))
        .join();
    assertTrue(found);
    assertTrue(foundThere[0]);
    assertEquals(text(here, 3), text(there, 3));
  }

  @Test
  void malformedUtf8IsNoMatch() throws Exception {
    Regex regex = capturing("(*UTF).");
    assertTrue(regex.find("\u00c3\u00a9"));
    assertFalse(regex.find("\u00e9"));
  }

  @Test
  void memoryIsGivenBack() throws Exception {
    long before = Pcre2Regex.live();
    for (int i = 0; i < 2_000; i++) {
      assertTrue(capturing("a+" + i).find("aa" + i));
    }
    Eventually.await(
        () -> {
          System.gc();
          return Pcre2Regex.live() <= before + 100;
        });
  }

  /** Seven arguments: jnr-ffi passes some wrong in other calls. */
  @Test
  void bothWaysToCallAgree() {
    Pcre2 calls = Pcre2Library.calls();
    byte[] pattern = bytes("^(a+)+(b)?$");
    ByteBuffer text = ByteBuffer.allocateDirect(pattern.length).put(0, pattern);
    ByteBuffer error = ByteBuffer.allocateDirect(16);
    long where = Pcre2Library.address(error);
    long code =
        calls.pcre2_compile_8(
            Pcre2Library.address(text), pattern.length, 0, where, where + 8, null);
    assertEquals(0, calls.pcre2_jit_compile_8(code, 1));
    int most = 0;
    for (String subject : List.of("aab", "b", "", "a".repeat(40) + "c", "a".repeat(20_000))) {
      MatchScratch scratch = MatchScratch.take(bytes(subject), 0, subject.length());
      for (int options = 0; options < 2; options++) {
        for (long context : new long[] {0, StepBudget.context(5_000, false)}) {
          for (boolean jit : new boolean[] {true, false}) {
            int slow = scratch.call().slow(code, jit, options, context);
            assertEquals(slow, scratch.call().match(code, jit, options, context), subject);
            most = Math.max(most, slow);
          }
        }
      }
      scratch.give();
    }
    assertEquals(3, most);
    calls.pcre2_code_free_8(code);
  }
}
