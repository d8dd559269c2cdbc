package io.haloom.model.load;

import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.model.Config;
import io.haloom.model.load.address.IpLiteral;
import io.haloom.model.load.draft.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One file of {@code golden/}: a configuration, then sections that start with {@code ----} and a
 * name.
 *
 * <ul>
 *   <li>{@code haloom}: what Haloom says, a message a line;
 *   <li>{@code haproxy}: what HAProxy 2.6 says, where it says something else;
 *   <li>{@code model}: the records, without what is null, zero, false or empty.
 * </ul>
 */
record GoldenCase(Path file, String config, Map<String, String> expected) {

  static final String HALOOM = "haloom";
  static final String HAPROXY = "haproxy";
  static final String MODEL = "model";

  /** All cases, by name. */
  static List<GoldenCase> all() throws IOException, URISyntaxException {
    Path folder = Path.of(GoldenCase.class.getResource("golden").toURI());
    List<GoldenCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".cfg")).sorted().toList()) {
        cases.add(read(file));
      }
    }
    return cases;
  }

  private static GoldenCase read(Path file) throws IOException {
    String[] parts = Files.readString(file).split("(?m)^---- ", -1);
    Map<String, String> expected = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      expected.put(parts[i].substring(0, end).strip(), parts[i].substring(end + 1));
    }
    return new GoldenCase(file, parts[0], expected);
  }

  String name() {
    return file.getParent().getFileName() + "/" + file.getFileName();
  }

  /** What HAProxy is expected to say. */
  String haproxyExpected() {
    return expected.getOrDefault(HAPROXY, expected.getOrDefault(HALOOM, ""));
  }

  /** Reads {@code config}, which is named {@code haproxy.cfg}. */
  static Config load(String config, Diagnostics diagnostics) {
    Environment environment =
        new Environment(Map.of("LIST", "a b c", "PORT", "8080", "HOST", "127.0.0.3"));
    Surroundings surroundings =
        new Surroundings(
            environment, GoldenCase::resolve, io.haloom.Keywords.vocabulary("host"), "host");
    return new ConfigLoader(surroundings, diagnostics)
        .load("haproxy.cfg", ConfigText.bytes(config));
  }

  /** What Haloom says, and the records where there are some. */
  Map<String, String> run() {
    Diagnostics diagnostics = new Diagnostics();
    Config loaded = load(config, diagnostics);
    StringBuilder said = new StringBuilder();
    for (Diagnostic d : diagnostics.all()) {
      if (d.severity() != Diagnostic.Severity.DIAG) {
        said.append(d.severity()).append(' ').append(d.text()).append('\n');
      }
    }
    Map<String, String> result = new LinkedHashMap<>();
    result.put(HALOOM, said.toString());
    if (loaded != null) {
      result.put(MODEL, ModelDump.of(loaded));
    }
    return result;
  }

  private static List<InetAddress> resolve(String name) {
    return switch (name) {
      case "localhost" -> List.of(IpLiteral.ipv4("127.0.0.1"));
      case "both.invalid" -> List.of(IpLiteral.ipv4("192.0.2.1"), IpLiteral.ipv6("2001:db8::1"));
      default -> List.of();
    };
  }
}
