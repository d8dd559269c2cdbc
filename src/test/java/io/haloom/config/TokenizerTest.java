package io.haloom.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.haloom.config.TokenizerException.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static final Map<String, String> ENV =
      Map.of("NAME", "value", "LIST", "a  b c", "EMPTY", "", ".LINE", "7");

  private static List<String> words(String line) throws TokenizerException {
    return new Tokenizer(ENV::get, true)
        .split(ConfigText.bytes(line)).stream().map(Word::text).toList();
  }

  private static void fails(String line, Kind kind, int offset) {
    TokenizerException e = assertThrows(TokenizerException.class, () -> words(line));
    assertEquals(kind, e.kind());
    assertEquals(offset, e.offset());
  }

  @Test
  void blanksSeparateWords() throws Exception {
    assertEquals(List.of("bind", ":80", "name", "x"), words("bind  :80\tname x  "));
    assertEquals(List.of(), words(""));
    assertEquals(List.of("a"), words("a\r"));
  }

  @Test
  void commentsEndTheLineOutsideQuotes() throws Exception {
    assertEquals(List.of("global"), words("global #全局属性"));
    assertEquals(List.of("a"), words("a#b c"));
    assertEquals(List.of("a#b", "#", "#"), words("a\\#b '#' \"#\""));
  }

  @Test
  void escapesStandForCharacters() throws Exception {
    assertEquals(
        List.of("login Haproxy", "a\\b", "\t", "A", "\\1"),
        words("login\\ Haproxy a\\\\b \\t \\x41 \\1"));
    assertEquals(List.of("'", "\"", "\\$NAME", "$NAME"), words("\\' \\\" \\$NAME \"\\$NAME\""));
    assertEquals(List.of("a\\ b"), words("'a\\ b'"));
  }

  @Test
  void quotesJoin() throws Exception {
    assertEquals(List.of("a b'c\"d", ""), words("'a b'\"'c\"'\"d' ''"));
  }

  @Test
  void variablesExpandInWeakQuotesOnly() throws Exception {
    assertEquals(List.of("value", "$NAME", "$NAME"), words("\"$NAME\" $NAME '$NAME'"));
    assertEquals(List.of("xvaluey", "7"), words("\"x${NAME}y\" \"$.LINE\""));
    assertEquals(
        List.of("dflt", "value", "", ""),
        words("\"${NONE-dflt}\" \"${NAME-dflt}\" \"${EMPTY-x}\" \"${NONE}\""));
    assertEquals(List.of("a", "b", "c", "x"), words("\"${LIST[*]}\" x"));
    assertEquals(List.of("a  b c"), words("\"${LIST}\""));
  }

  @Test
  void bytesThatAreNotUtf8Survive() throws Exception {
    byte[] bytes = {(byte) 0xC3, (byte) 0xA9, (byte) 0xFF, 'a'};
    assertArrayEquals(bytes, ConfigText.bytes(ConfigText.text(bytes)));
    assertArrayEquals(new byte[] {(byte) 0xFF}, ConfigText.bytes(words("\\xff").get(0)));
  }

  @Test
  void malformedLinesAreTold() {
    fails("a \"b", Kind.QUOTE, 2);
    fails("a 'b\"", Kind.QUOTE, 2);
    fails("\"${NAME\"", Kind.BRACE, 2);
    fails("\"${NAME-x", Kind.BRACE, 2);
    fails("\"$1\"", Kind.VARIABLE_NAME, 2);
    fails("\"$.NOPE\"", Kind.VARIABLE_NAME, 2);
    fails("a \\x4", Kind.HEX, 2);
    fails("\"${LIST[1]}\"", Kind.WORD_EXPANSION, 7);
    fails("a ".repeat(65), Kind.TOO_MANY_WORDS, 127);
  }
}
