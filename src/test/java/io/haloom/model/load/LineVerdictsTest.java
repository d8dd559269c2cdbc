package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code verdicts/}: thousands of lines, right and wrong, each in the context its file begins with,
 * and what HAProxy 2.6 and Haloom say of it. A context has the line where {@code @@} stands; after
 * {@code ----} come the lines, each with the exit status (two where they differ) and the messages:
 * {@code =} of both, {@code h} of HAProxy alone, {@code u} of Haloom alone.
 *
 * <p>With {@code -Dhaloom.verdicts=FOLDER} the files are written anew there, by asking both: to add
 * a line, write {@code > LINE} and {@code exit 0} below it.
 */
class LineVerdictsTest {
  private static final String SEPARATOR = "----\n";
  private static final String UPDATE = System.getProperty("haloom.verdicts");

  /** HAProxy is asked again of so many lines one, for each is a process. */
  private static final int SAMPLE = 8;

  @TempDir Path folder;

  private record Lines(Path file, String context, List<LineVerdict> all) {
    static Lines of(Path file) throws Exception {
      String text = Files.readString(file);
      int start = text.indexOf(SEPARATOR);
      List<LineVerdict> all = new ArrayList<>();
      for (String part : text.substring(start + SEPARATOR.length()).split("(?m)^> ", -1)) {
        if (!part.isEmpty()) {
          all.add(LineVerdict.of(part));
        }
      }
      return new Lines(file, text.substring(0, start), all);
    }

    String config(LineVerdict verdict) {
      return context.replace("@@", verdict.line());
    }
  }

  private static Stream<Lines> files() throws Exception {
    Path here = Path.of(LineVerdictsTest.class.getResource("verdicts").toURI());
    List<Lines> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(here)) {
      for (Path file : files.sorted().toList()) {
        all.add(Lines.of(file));
      }
    }
    return all.stream();
  }

  private interface Judge {
    HaproxyCheck of(String config) throws Exception;
  }

  @TestFactory
  Stream<DynamicTest> haloomSaysWhatIsWritten() throws Exception {
    return files().map(lines -> DynamicTest.dynamicTest(name(lines), () -> compare(lines, false)));
  }

  @TestFactory
  Stream<DynamicTest> haproxySaysWhatIsWritten() throws Exception {
    return files().map(lines -> DynamicTest.dynamicTest(name(lines), () -> compare(lines, true)));
  }

  private static String name(Lines lines) {
    return lines.file().getFileName().toString();
  }

  private void compare(Lines lines, boolean haproxy) throws Exception {
    Judge judge = haproxy ? haproxy() : LineVerdict::haloom;
    if (UPDATE != null) {
      if (haproxy) {
        update(lines, judge);
      }
      return;
    }
    Map<String, HaproxyCheck> expected = new LinkedHashMap<>();
    Map<String, HaproxyCheck> actual = new LinkedHashMap<>();
    for (int i = 0; i < lines.all().size(); i += haproxy ? SAMPLE : 1) {
      LineVerdict verdict = lines.all().get(i);
      HaproxyCheck wanted = haproxy ? verdict.haproxy() : verdict.haloom();
      HaproxyCheck said = judge.of(lines.config(verdict));
      if (!said.equals(wanted)) {
        expected.put(verdict.line(), wanted);
        actual.put(verdict.line(), said);
      }
    }
    assertEquals(expected, actual);
  }

  private Judge haproxy() throws Exception {
    String program = Needs.haproxy();
    return config -> {
      HaproxyCheck check = HaproxyCheck.of(program, folder, config);
      return new HaproxyCheck(check.status(), LineVerdict.told(check.said()));
    };
  }

  private static void update(Lines lines, Judge haproxy) throws Exception {
    StringBuilder text = new StringBuilder(lines.context()).append(SEPARATOR);
    for (LineVerdict verdict : lines.all()) {
      String config = lines.config(verdict);
      text.append(
          new LineVerdict(verdict.line(), haproxy.of(config), LineVerdict.haloom(config)).text());
    }
    Files.writeString(Path.of(UPDATE).resolve(lines.file().getFileName()), text.toString());
  }
}
