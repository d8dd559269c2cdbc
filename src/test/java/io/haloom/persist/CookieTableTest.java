package io.haloom.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.http.h1.Heads;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every request of {@code cookies.txt}, which tells what HAProxy made of it. */
class CookieTableTest {
  private static final int NOW = 1_700_000_002;
  private static final Pattern DATE = Pattern.compile("<([+-]\\d+)>");
  private static final List<String> WATCHED =
      List.of("cookie", "cookie2", "set-cookie", "set-cookie2", "cache-control");

  private CookieWorld world;
  private Map<String, String> dates = new HashMap<>();

  @Test
  void cookiesAreWhatHaproxyMakesOfThem() throws Exception {
    Map<String, String> differences = new TreeMap<>();
    int requests = 0;
    for (String block : text().split("\n\n")) {
      List<String> lines = List.of(block.strip().split("\n"));
      if (lines.get(0).equals("config")) {
        world = new CookieWorld(lines);
      } else if (lines.get(0).startsWith("request ")) {
        requests++;
        compare(lines, differences);
      }
    }
    assertEquals(Map.of(), differences);
    assertTrue(requests > 350, requests + " requests");
  }

  private void compare(List<String> lines, Map<String, String> differences) throws Exception {
    List<String> wanted = lines.stream().filter(line -> line.startsWith("= ")).toList();
    List<String> got = run(lines);
    if (!got.equals(wanted)) {
      String sent = String.join("\n", lines);
      differences.put(String.join("\n", world.config()) + "\n" + sent, String.join("\n", got));
    }
  }

  private List<String> run(List<String> lines) throws Exception {
    dates = new HashMap<>();
    String[] line = lines.get(0).split(" ");
    RequestHead request =
        Heads.request(line[1] + " / HTTP/1.1\r\nHost: a\r\n" + fields(lines, "> ") + "\r\n");
    ResponseHead response =
        Heads.response("HTTP/1.1 " + line[2] + " x\r\n" + fields(lines, "< ") + "\r\n");
    Backend backend = world.backend();
    CookieTransaction transaction = new CookieTransaction();
    transaction.begin(request.method(), world.capture(), null);
    transaction.enter(backend, backend.config(), () -> null);
    Server ruled = world.useServer();
    if (ruled != null && transaction.accepts(ruled)) {
      transaction.use(ruled);
    }
    transaction.request(request, NOW);
    Server server = transaction.server();
    if (server == null) {
      server = backend.servers().stream().filter(Server::usable).findFirst().orElseThrow();
    }
    boolean passed = transaction.response(response, server, NOW);
    List<String> told = new ArrayList<>();
    told.add(
        "= " + server.name() + " " + transaction.requestLetter() + transaction.responseLetter());
    tell(Heads.fields(request), "= > ", told);
    if (passed) {
      tell(Heads.fields(response), "= < ", told);
    } else {
      told.add("= blocked");
    }
    if (world.capture() != null) {
      told.add("= captured " + shown(transaction.captured()) + ".");
      told.add("= captured " + shown(transaction.responseCaptured()) + ".");
    }
    return told;
  }

  private String fields(List<String> lines, String mark) {
    StringBuilder fields = new StringBuilder();
    for (String line : lines) {
      if (line.startsWith(mark)) {
        fields.append(dated(line.substring(mark.length(), line.length() - 1))).append("\r\n");
      }
    }
    return fields.toString();
  }

  private void tell(List<String> fields, String mark, List<String> into) {
    for (String field : fields) {
      if (WATCHED.contains(field.substring(0, field.indexOf(':')))) {
        into.add(mark + shown(field) + ".");
      }
    }
  }

  private String dated(String text) {
    return DATE.matcher(text)
        .replaceAll(
            date -> {
              StringBuilder stamp = new StringBuilder();
              DateStamp.write(NOW + Integer.parseInt(date.group(1)), stamp);
              dates.put(stamp.toString(), date.group());
              return stamp.toString();
            });
  }

  private String shown(String text) {
    StringBuilder now = new StringBuilder();
    DateStamp.write(NOW, now);
    String shown = text == null ? "" : text;
    for (Map.Entry<String, String> date : dates.entrySet()) {
      shown = shown.replace("|" + date.getKey(), "|" + date.getValue());
    }
    return shown.replace("|" + now, "|<now>");
  }

  private static String text() throws Exception {
    try (InputStream in = CookieTableTest.class.getResourceAsStream("cookies.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
