package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs that people count with read the log of HTTP requests that a syslog daemon would have
 * written, and find what was sent.
 */
@Timeout(120)
class HttpLogsIT {
  private static final int REQUESTS = 24;

  /** {@code Nov 22 19:00:00}. */
  private static final int DATE_LENGTH = 15;

  @TempDir Path folder;
  private final Tool curl = Tool.named("curl");

  @Test
  void halogCounts() throws Exception {
    String log = logOf(Balancer.Kind.EPOLL);
    assertEquals(REQUESTS + "", halog(log, "-H -c", "(\\d+)"));
    assertEquals("200 13,302 2,403 3,404 4,503 2", halog(log, "-st", "(\\d+ \\d+)"));
    assertEquals("-- 17,LR 2,PR 3,SC 2", halog(log, "-tc", "(.. \\d+)"));
    assertEquals("9", halog(log, "-hs 400: -c", "(\\d+)"));
    String servers = "app/one 0 13 0 4 0 0,in/<NOSRV> 0 0 2 3 0 0,none/<NOSRV> 0 0 0 0 2 0";
    assertEquals(servers, halog(log, "-srv", "([^#]\\S+( \\d+){6}) .*"));
    // Requests, errors, and behind the times the bytes.
    String urls = "(\\d+ \\d+) (?:\\d+ ){4}(.*)";
    assertEquals(halog(logOf(Balancer.Kind.HAPROXY), "-u", urls), halog(log, "-u", urls));
  }

  /** The groups of the lines that match, sorted. */
  private static String halog(String log, String options, String regex) throws Exception {
    String[] words = ("-q " + options).split(" ");
    Tool.Result result = Tool.named("halog").runReading(log, words);
    assertEquals(0, result.status(), result.output());
    return Pattern.compile("(?m)^" + regex + "$")
        .matcher(result.output())
        .results()
        .map(m -> m.groupCount() > 1 && m.end(2) == m.end() ? m.group(1) + m.group(2) : m.group(1))
        .sorted()
        .collect(Collectors.joining(","));
  }

  @Test
  void haproxyLogAnalysisCounts() throws Exception {
    Tool analysis = Tool.named("haproxy_log_analysis");
    Path file = Files.writeString(folder.resolve("haproxy.log"), logOf(Balancer.Kind.EPOLL));
    String commands = "counter,http_methods,status_codes_counter,server_load";
    String said = analysis.run("-l", file.toString(), "-c", commands).output();
    // Its releases differ in what stands around the figures, and not in them.
    List<String> figures =
        Pattern.compile("(?m)^\\d+$|[\\w<>]+'?: \\d+")
            .matcher(said)
            .results()
            .map(figure -> figure.group().replace("'", ""))
            .toList();
    List<String> expected = new ArrayList<>(List.of(REQUESTS + "", "GET: 21", "POST: 3"));
    expected.addAll(List.of("200: 13", "404: 4", "403: 3", "503: 2", "302: 2"));
    expected.addAll(List.of("one: 17", "<NOSRV>: 7"));
    assertEquals(expected.stream().sorted().toList(), figures.stream().sorted().toList(), said);
  }

  /** The log of all requests, as it lies in a file. */
  private String logOf(Balancer.Kind kind) throws Exception {
    int port = Program.freePort();
    try (WebServers servers = new WebServers();
        DatagramSocket log = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String config =
          """
          global
            log 127.0.0.1:%d local0
            maxconn 100
          defaults
            mode http
            log global
            option httplog
            option dontlognull
            timeout connect 5s
            timeout client 20s
            timeout server 20s
          frontend in
            bind 127.0.0.1:%d
            capture request header User-Agent len 20
            http-request deny if { path_beg /private }
            http-request redirect location /new if { path /old }
            use_backend none if { path_beg /none }
            default_backend app
          backend app
            server one 127.0.0.1:%d
          backend none
          """
              .formatted(log.getLocalPort(), port, servers.start("one"));
      try (Balancer balancer = Balancer.start(kind, config, port)) {
        String url = "http://127.0.0.1:" + port;
        ask(10, url + "/page?n=[1-10]");
        ask(4, url + "/status/404?[1-4]");
        ask(3, "-d", "a=b", url + "/form?[1-3]");
        ask(3, url + "/private/[1-3]");
        ask(2, url + "/none/[1-2]");
        ask(2, url + "/old?[1-2]");
        return lines(log);
      }
    }
  }

  private void ask(int times, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("-s", "--max-time", "20", "-w", "\nEND\n"));
    all.addAll(List.of(words));
    String answers = curl.run(all.toArray(String[]::new)).output();
    assertEquals(times, answers.lines().filter("END"::equals).count(), answers);
  }

  private static String lines(DatagramSocket log) throws IOException {
    log.setSoTimeout(30_000);
    StringBuilder lines = new StringBuilder();
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    for (int i = 0; i < REQUESTS; ) {
      log.receive(packet);
      String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
      if (text.contains(" in ")) {
        String line = text.substring(text.indexOf('>') + 1).stripTrailing();
        lines.append(line, 0, DATE_LENGTH).append(" host").append(line.substring(DATE_LENGTH));
        lines.append('\n');
        i++;
      }
    }
    return lines.toString();
  }
}
