package io.haloom.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  private final Diagnostics diagnostics = new Diagnostics();
  private final List<String> lines = new ArrayList<>();

  private boolean read(String text) {
    Environment environment = new Environment(Map.of());
    SectionParser section =
        new SectionParser() {
          @Override
          public void parse(Line line) {
            lines.add(line.number() + " " + line.prefix() + " " + String.join("|", line.from(0)));
            if (line.get(0).equals("setenv")) {
              environment.set(line.get(1), line.get(2));
            }
          }

          @Override
          public void end() {
            lines.add("end");
          }
        };
    ConditionPredicates predicates =
        new ConditionPredicates(environment, "2.6.12", Set.of(), Set.of());
    return new ConfigReader(
            Map.of("global", section, "listen", section), environment, predicates, diagnostics)
        .read("x.cfg", ConfigText.bytes(text));
  }

  private List<String> messages() {
    return diagnostics.all().stream().map(d -> d.severity() + " " + d.text()).toList();
  }

  @Test
  void linesReachTheirSection() {
    assertTrue(read("\uFEFFglobal\r\n  a b # c\r\n\r\nlisten x\r\n  no option y\r\n"));
    assertEquals(
        List.of("1 NONE global", "2 NONE a|b", "end", "4 NONE listen|x", "5 NO option|y", "end"),
        lines);
    assertEquals(List.of(), messages());
  }

  @Test
  void aMissingLastLineFeedIsAnErrorToldAfterItsLine() {
    assertTrue(read("global\n  a"));
    assertEquals(List.of("1 NONE global", "2 NONE a", "end"), lines);
    assertEquals(
        List.of(
            "ALERT parsing [x.cfg:2]: Missing LF on last line, file might have been truncated at"
                + " position 4."),
        messages());
  }

  @Test
  void conditionsChooseLines() {
    read(
        """
        global
          setenv MODE blue
          .if streq("$MODE",red)
            a
          .elif streq("$MODE",blue)
            .if 0
              b
            .else
              c
            .endif
          .else
            .if nonsense
            .endif
            d
          .endif
          e "$.LINE" "$.SECTION"
        """);
    assertEquals(
        List.of("1 NONE global", "2 NONE setenv|MODE|blue", "9 NONE c", "16 NONE e|16|global"),
        lines.subList(0, 4));
    assertEquals(List.of(), messages());
  }

  @Test
  void directivesPrint() {
    assertFalse(read("global\n.notice a\n.warning 'b c'\n.diag d\n.notice a b\n.alert stop\n x\n"));
    assertEquals(
        List.of(
            "NOTICE parsing [x.cfg:2]: 'a'.",
            "WARNING parsing [x.cfg:3]: 'b c'.",
            "DIAG parsing [x.cfg:4]: 'd'.",
            "ALERT parsing [x.cfg:5]: Unexpected argument 'b' for '.notice'. Use quotes if the"
                + " message should contain spaces.",
            "ALERT parsing [x.cfg:6]: 'stop'."),
        messages());
    assertEquals(List.of("1 NONE global"), lines);
  }

  @Test
  void blocksMustMatch() {
    assertFalse(read(".else\n"));
    assertFalse(read(".endif\n"));
    assertFalse(read(".if 1\n.else\n.elif 1\n"));
    assertTrue(read(".if 1\n"));
    assertEquals(
        List.of(
            "ALERT parsing [x.cfg:1]: lone '.else' with no matching '.if'.",
            "ALERT parsing [x.cfg:1]: lone '.endif' with no matching '.if'.",
            "ALERT parsing [x.cfg:3]: '.elif' after '.else' is not permitted.",
            "ALERT parsing [x.cfg:1]: non-terminated '.if' block."),
        messages());
  }

  @Test
  void everyBadLineIsTold() {
    read("oops\nglobl\nglobal\n  no bind x\n  a \"b\n  \"${X\"\n  c\n");
    assertEquals(
        List.of(
            "ALERT parsing [x.cfg:1]: unknown keyword 'oops' out of section.",
            "ALERT parsing [x.cfg:2]: unknown keyword 'globl' out of section; did you mean"
                + " 'global' maybe ?",
            "ALERT parsing [x.cfg:4]: negation/default currently supported only for options, log,"
                + " busy-polling, set-dumpable, strict-limits, insecure-fork-wanted and"
                + " numa-cpu-mapping.",
            "ALERT parsing [x.cfg:5]: unmatched quote at position 5:\n  a \"b\n    ^",
            "ALERT parsing [x.cfg:6]: unmatched brace in environment variable name at position"
                + " 5:\n  \"${X\"\n    ^"),
        messages());
    assertTrue(lines.contains("7 NONE c"));
  }

  @Test
  void strayNulStops() {
    read("global\n a\0b\n c\n");
    assertEquals(
        List.of("ALERT parsing [x.cfg:2]: Stray NUL character at position 3."), messages());
  }
}
