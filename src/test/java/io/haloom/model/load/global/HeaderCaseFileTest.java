package io.haloom.model.load.global;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.haloom.Keywords;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.model.Config;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code h1-case-adjust-file}; messages as HAProxy has them. */
class HeaderCaseFileTest {
  @TempDir Path folder;

  private final List<String> messages = new ArrayList<>();

  private Config load(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("names"), content);
    String text = "global\n h1-case-adjust host Host\n h1-case-adjust-file " + file + "\n";
    Diagnostics diagnostics =
        new Diagnostics(d -> messages.add(d.text().replace(file.toString(), "FILE")));
    Surroundings surroundings =
        new Surroundings(
            new Environment(Map.of()), NameResolver.NONE, Keywords.vocabulary("host"), "host");
    return new ConfigLoader(surroundings, diagnostics)
        .load("haproxy.cfg", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void linesWithTwoNamesEach() throws Exception {
    Config config = load("# a comment\n\n  te   TE  \n\tx-a\tX-a\r\nlast LAST");
    assertNotNull(config);
    assertEquals(
        Map.of("host", "Host", "te", "TE", "x-a", "X-a", "last", "LAST"),
        config.global().http().headerCase());
  }

  @Test
  void aWrongLine() throws Exception {
    load("# a comment\nte TE\nfoo\n");
    assertEquals(
        List.of(
            "h1-headers-case-adjust-file 'FILE' : expect <to> at line 3.",
            "Fatal errors found in configuration."),
        messages);
  }

  @Test
  void aNameThatIsThereAlready() throws Exception {
    load("host HOST\n");
    assertEquals(
        "h1-headers-case-adjust-file 'FILE' : duplicate entry 'host' at line 1.", messages.get(0));
  }
}
