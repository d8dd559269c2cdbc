package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.LogReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code etc/sites.cfg}, asked with curl: each route by path, host, browser, cookie and language.
 * HAProxy answers the same with the same file, and logs the same.
 */
@Timeout(120)
class SitesIT {
  private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(8\\d{3})");
  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0";
  private static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)";
  private static final String ANDROID = "Mozilla/5.0 (Linux; Android 14) Chrome/126 Mobile";
  private static final String IE = "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)";
  private static final String IE11 = "Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0)";
  private static final String ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1)";

  private static final String[] UPGRADE = {
    "-H", "Upgrade: WebSocket", "-H", "Connection: upgrade",
    "-H", "Sec-WebSocket-Version: 13", "-H", "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw=="
  };

  private final Tool curl = Tool.named("curl");

  /**
   * A request and what comes of it.
   *
   * @param answer matches the status, a space, and the first line of the body or the Location
   */
  private record Case(String answer, String path, String... options) {
    String[] words(int port) {
      List<String> words = new ArrayList<>(List.of("-s", "-i", "-A", FIREFOX, "--max-time", "20"));
      words.addAll(List.of(options));
      words.add("http://127.0.0.1:" + port + path);
      return words.toArray(String[]::new);
    }

    @Override
    public String toString() {
      return path + " " + List.of(options) + " (" + answer + ")";
    }
  }

  private static Case language(String answer, String accepted) {
    return new Case(answer, "/", "-H", "Accept-Language: " + accepted);
  }

  private static Case browser(String answer, String path, String agent) {
    return new Case(answer, path, "-A", agent);
  }

  private static Case host(String answer, String name) {
    return new Case(answer, "/", "-H", "Host: " + name);
  }

  private static final List<Case> CASES =
      List.of(
          new Case("200 english\\d", "/"),
          new Case("200 english\\d", "/index.html?page=2"),
          new Case("200 english\\d", "/api"),
          language("200 chinese\\d", "zh-CN,zh;q=0.9,en;q=0.8"),
          language("200 chinese\\d", "en;q=0.5, zh"),
          language("200 english\\d", "en-GB,en;q=0.9,zh;q=0.1"),
          language("200 german1", "de-AT"),
          language("200 english\\d", "fr,it;q=0.5"),
          language("200 english\\d", "*"),
          language("200 english\\d", ""),
          host("200 chinese\\d", "www.example.cn"),
          host("200 chinese\\d", "EXAMPLE.CN:8080"),
          host("200 api1", "api.example.com"),
          host("200 english\\d", "www.example.com"),
          host("301 http://www.example.com/", "example.com"),
          browser("200 phones1", "/", IPHONE),
          browser("200 phones1", "/a", ANDROID),
          browser("200 robots1", "/", ROBOT),
          browser("200 robots1", "/", ""),
          browser("426 This browser is too old.", "/", IE),
          browser("426 This browser is too old.", "/a/b", IE11),
          browser("200 files\\d", "/logo.png", IE),
          new Case("200 chinese\\d", "/", "-b", "lang=zh"),
          new Case("200 german1", "/", "-b", "a=b; lang=de", "-H", "Accept-Language: zh"),
          new Case("200 english\\d", "/", "-b", "lang=en", "-H", "Accept-Language: zh"),
          new Case("200 chinese\\d", "/", "-b", "lang=xx", "-H", "Accept-Language: zh"),
          new Case("200 chinese2", "/", "-b", "SERVER=c2; lang=zh"),
          new Case("200 chinese1", "/", "-b", "lang=zh; SERVER=c1"),
          new Case("302 /", "/language/zh"),
          new Case("302 /", "/language/de"),
          new Case("200 api1", "/api/users?id=7"),
          new Case("200 api1", "/api/users", "-H", "Content-Type: application/json", "-d", "{}"),
          new Case("403 <html><body><h1>403 Forbidden</h1>", "/api/users", "-X", "PUT"),
          new Case("404 api1", "/api/status/404"),
          new Case("200 files\\d", "/static/one"),
          new Case("200 files\\d", "/shop/Images/two"),
          new Case("200 files\\d", "/three.CSS", "-H", "Accept-Language: zh"),
          new Case("200 ", "/style.css", "-I"),
          new Case("200 english\\d", "/style.css", "-d", "a=b"),
          new Case("200 chat1", "/chat", UPGRADE),
          new Case("200 english\\d", "/chat"),
          new Case("200 User-agent: \\*", "/robots.txt"),
          new Case("405 <html><body><h1>405 Method Not Allowed</h1>", "/", "-X", "TRACE"));

  @Test
  void answersAsHaproxyDoes() throws Exception {
    String file = Files.readString(Path.of("etc/sites.cfg"));
    List<String> expected = ask(Balancer.Kind.HAPROXY, file);
    List<String> answers = ask(Balancer.Kind.EPOLL, file);
    for (int i = 0; i < CASES.size(); i++) {
      assertEquals(expected.get(i), answers.get(i), CASES.get(i).toString());
    }
  }

  /** The answers and log lines of all cases, without what is chance. */
  private List<String> ask(Balancer.Kind kind, String file) throws Exception {
    int port = Program.freePort();
    try (WebServers servers = new WebServers();
        LogReceiver log = new LogReceiver()) {
      String config =
          replacePorts(file, servers, port)
              .replace("log 127.0.0.1 local0", "log " + log.address() + " local0");
      List<String> answers = new ArrayList<>();
      try (Balancer balancer = Balancer.start(kind, config, port)) {
        for (Case request : CASES) {
          String answer = ask(request, port);
          String line = log.next(".*\\[.*\\] web .*");
          answers.add(withoutChance(answer + line, port));
        }
        assertEquals("", kind == Balancer.Kind.HAPROXY ? "" : balancer.output());
      }
      return answers;
    }
  }

  private String ask(Case request, int port) throws Exception {
    String text = curl.run(request.words(port)).output().replace("\r", "");
    int head = text.indexOf("\n\n");
    assertTrue(head > 0, request + " got: " + text);
    String shown = text.substring(head + 2).lines().findFirst().orElse("");
    String location =
        text.lines()
            .filter(line -> line.startsWith("location: "))
            .map(line -> line.substring(10))
            .findFirst()
            .orElse(shown);
    String answer = text.substring("HTTP/1.1 ".length()).substring(0, 4) + location;
    assertTrue(answer.matches(request.answer()), request + " got: " + text);
    return text;
  }

  /** Without the server's clock, the client's port, the timers and the connections of others. */
  private static String withoutChance(String text, int port) {
    return text.replaceAll("(?mi)^date: .*\n", "")
        .replaceAll("127\\.0\\.0\\.1:\\d+ \\[[^]]*]", "")
        .replaceAll(" \\d+(/-?\\d+){4} (?=\\d{3} )", " TIMERS ")
        .replaceAll(" \\d+/\\d+/\\d+/\\d+/(?=\\d+ \\d+/\\d+ )", " CONNECTIONS/")
        .replace(":" + port, ":8080");
  }

  private static String replacePorts(String file, WebServers servers, int port) throws Exception {
    StringBuilder config = new StringBuilder();
    int end = 0;
    for (MatchResult found : ADDRESS.matcher(file).results().toList()) {
      int line = file.lastIndexOf('\n', found.start()) + 1;
      String[] words = file.substring(line, found.start()).strip().split(" ");
      config.append(file, end, found.start()).append("127.0.0.1:");
      if (words[0].equals("server")) {
        config.append(servers.start(words[1]));
      } else {
        config.append(found.group(1).equals("8080") ? port : Program.freePort());
      }
      end = found.end();
    }
    return config.append(file.substring(end)).toString();
  }
}
