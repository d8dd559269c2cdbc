package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.model.load.draft.Surroundings;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code used/words.txt}: what public configurations are made of is honoured or warned of, and none
 * of it refused.
 */
class UsedWordsTest {
  private static final String APP = "backend app\n mode http\n balance roundrobin\n";
  private static final String PEOPLE = "userlist people\n user a insecure-password b\n";
  private static final Map<String, String> CONTEXTS =
      Map.of(
          "global", "global\n",
          "defaults", "defaults\n timeout client 1m\n timeout server 1m\n timeout connect 1m\n",
          "frontend", PEOPLE + APP + "frontend in\n mode http\n bind :80\n",
          "listen", PEOPLE + APP + "listen in\n mode http\n bind :80\n",
          "backend", PEOPLE + "backend tried\n mode http\n",
          "tcp", "backend app\n mode tcp\nlisten in\n mode tcp\n bind :80\n",
          "whole", "");

  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> words() throws Exception {
    Files.writeString(folder.resolve("503.http"), "HTTP/1.0 503 Down\r\n\r\ndown\n");
    Files.writeString(folder.resolve("page"), "page\n");
    Files.writeString(folder.resolve("list"), "10.0.0.0/8\n");
    Files.writeString(folder.resolve("map"), "/a b\n");
    Files.writeString(folder.resolve("ips"), "10.0.0.0/8 c\n");
    return WordVerdict.lines("used/words.txt").stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> DynamicTest.dynamicTest(line, () -> accepted(line)));
  }

  private static void accepted(String line) {
    String[] parts = line.split(" +", 2);
    String text =
        CONTEXTS.get(parts[0])
            + parts[1].replace("||", "or").replace('|', '\n').replace("$dir", folder.toString())
            + "\n";
    Diagnostics diagnostics = new Diagnostics();
    Surroundings surroundings =
        new Surroundings(
            new Environment(Map.of()),
            name -> List.of(InetAddress.getLoopbackAddress()),
            io.haloom.Keywords.vocabulary("h"),
            "h");
    new ConfigLoader(surroundings, diagnostics).load("used", ConfigText.bytes(text));
    List<String> refused =
        diagnostics.all().stream()
            .filter(d -> d.severity() == Diagnostic.Severity.ALERT)
            .map(Diagnostic::text)
            .toList();
    assertEquals(List.of(), refused);
  }
}
