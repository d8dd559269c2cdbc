package io.haloom.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Running;
import io.haloom.resolve.NameLookup.Answer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code resolve-*} of server lines in configurations, once the names are looked up. */
class ResolveWordsTest {
  private static List<String> addresses(String[] servers, String... answers)
      throws UnknownHostException {
    List<InetAddress> all = new ArrayList<>();
    for (String answer : answers) {
      all.add(InetAddress.getByName(answer));
    }
    StringBuilder text = new StringBuilder("backend b\n");
    for (int i = 0; i < servers.length; i++) {
      text.append("  server s").append(i).append(" srv.test:80 ").append(servers[i]).append('\n');
    }
    try (Running running = Running.of(text.toString())) {
      new NameUpdates(running.haloom().runtime(), name -> new Answer.Addresses(all)).round();
      List<String> addresses = new ArrayList<>();
      running.backend("b").servers().forEach(one -> addresses.add(one.address().toString()));
      return addresses;
    }
  }

  @Test
  void resolvePrefer() throws Exception {
    String[] servers = {"init-addr ::1", "init-addr ::1 resolve-prefer ipv4"};
    assertEquals(
        List.of("/[0:0:0:0:0:0:0:1]:80", "/127.0.0.1:80"), addresses(servers, "::1", "127.0.0.1"));
  }

  @Test
  void resolveNet() throws Exception {
    String[] servers = {"init-addr 127.0.0.9", "init-addr 127.0.0.8 resolve-net 127.0.1.0/24"};
    assertEquals(
        List.of("/127.0.0.9:80", "/127.0.1.7:80"),
        addresses(servers, "127.0.0.9", "127.0.0.8", "127.0.1.7"));
  }

  @Test
  void resolveOpts() throws Exception {
    String[] servers = {"init-addr 127.0.0.2", "init-addr 127.0.0.3 resolve-opts allow-dup-ip"};
    String[] answers = {"127.0.0.7", "127.0.0.8"};
    assertEquals(List.of("/127.0.0.7:80", "/127.0.0.7:80"), addresses(servers, answers));
    servers[1] = "init-addr 127.0.0.3";
    assertEquals(List.of("/127.0.0.7:80", "/127.0.0.8:80"), addresses(servers, answers));
  }
}
