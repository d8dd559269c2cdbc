package io.haloom.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.haloom.balance.Balancers;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyWorld;
import io.haloom.proxy.Server;
import io.haloom.resolve.NameLookup.Answer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages observed on HAProxy 2.6.12 with a name server of the test's own. */
class NameUpdatesTest {
  private final ProxyWorld world = new ProxyWorld(Balancers::of);
  private final Map<String, Answer> answers = new HashMap<>();
  private final NameUpdates updates =
      new NameUpdates(
          world.runtime, name -> answers.getOrDefault(name, new Answer.Addresses(List.of())));

  private void answer(String name, String... addresses) throws UnknownHostException {
    List<InetAddress> list = new ArrayList<>();
    for (String address : addresses) {
      list.add(InetAddress.getByName(address));
    }
    answers.put(name, new Answer.Addresses(list));
  }

  private List<String> round() {
    world.timers.pass(10_000);
    updates.round();
    return world.events.take();
  }

  @Test
  void aServerFollowsItsName() throws UnknownHostException {
    Backend backend = world.backend("be1", "a fqdn srv.test addr 127.0.0.5 port 81");
    Server a = backend.server("a");
    updates.lookedUpAtStart();
    answer("srv.test", "127.0.0.5", "127.0.0.4");
    assertEquals(List.of(), round());
    answer("srv.test", "127.0.0.6");
    assertEquals(
        List.of("notice be1/a changed its IP from 127.0.0.5 to 127.0.0.6 by DNS cache."), round());
    assertEquals("/127.0.0.6:81", a.address().toString());
  }

  @Test
  void oneLookUpThatFailsLeavesTheOthers() throws UnknownHostException {
    Backend backend =
        world.backend("be1", "a fqdn a.test addr 127.0.0.5", "b fqdn b.test addr 127.0.0.5");
    NameLookup broken =
        name -> {
          if (name.equals("a.test")) {
            throw new IllegalStateException("of a test");
          }
          return answers.get(name);
        };
    answer("b.test", "127.0.0.6");
    NameUpdates service = new NameUpdates(world.runtime, broken);
    service.round();
    service.round();
    assertEquals("/127.0.0.6:80", backend.server("b").address().toString());
    List<String> told = world.events.take();
    assertEquals(2, told.size(), "the defect once, and the change");
  }

  @Test
  void aNewNameIsTheOneResolved() throws UnknownHostException {
    Backend backend = world.backend("be1", "a fqdn old.test addr 127.0.0.5 port 81");
    Server a = backend.server("a");
    updates.lookedUpAtStart();
    answer("old.test", "127.0.0.5");
    answer("new.test", "127.0.0.7");
    assertEquals(List.of(), round());
    a.changes().fqdn("new.test");
    assertEquals(
        List.of("notice be1/a changed its IP from 127.0.0.5 to 127.0.0.7 by DNS cache."), round());
    assertEquals("/127.0.0.7:81", a.address().toString());
  }

  @Test
  void aNameThatIsGoneTakesItsServersDownAfterAWhile() throws UnknownHostException {
    Backend backend = world.backend("be1", "a fqdn srv.test addr 127.0.0.5", "b");
    updates.lookedUpAtStart();
    answer("srv.test", "127.0.0.5");
    round();
    answer("srv.test");
    assertEquals(List.of(), round());
    answers.put("srv.test", new Answer.Unknown());
    assertEquals(List.of(), round());
    answer("srv.test");
    assertEquals(
        List.of(
            "alert Server be1/a is going DOWN for maintenance (DNS NX status). 1 active and 0"
                + " backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue."),
        round());
    assertEquals("MAINT (resolution)", backend.server("a").statusText());
    answer("srv.test", "127.0.0.6");
    assertEquals(
        List.of(
            "notice be1/a changed its IP from (none) to 127.0.0.6 by DNS cache.",
            "notice Server be1/a ('srv.test') is UP/READY (resolves again).",
            "notice Server be1/a administratively READY thanks to valid DNS answer."),
        round());
    assertEquals("no check", backend.server("a").statusText());
  }

  @Test
  void aServerUnresolvedAtStartComesUp() throws UnknownHostException {
    Backend backend = world.backend("be1", "a fqdn srv.test check");
    assertEquals("MAINT (resolution)", backend.server("a").statusText());
    updates.lookedUpAtStart();
    answer("srv.test", "127.0.0.6");
    assertEquals(3, round().size());
    assertEquals("UP 1/3", backend.server("a").statusText());
  }

  @Test
  void theFamilyIsKeptUnlessIpv4IsPreferred() throws UnknownHostException {
    Backend backend =
        world.backend(
            "be1",
            "a fqdn one.test addr 127.0.0.1",
            "b fqdn one.test addr ::1",
            "c fqdn one.test addr ::1 prefer4",
            "d fqdn one.test");
    answer("one.test", "::1", "127.0.0.1");
    round();
    StringBuilder addresses = new StringBuilder();
    backend.servers().forEach(server -> addresses.append(server.address()).append(' '));
    assertEquals(
        "/127.0.0.1:80 /[0:0:0:0:0:0:0:1]:80 /127.0.0.1:80 /[0:0:0:0:0:0:0:1]:80 ",
        addresses.toString());
  }

  @Test
  void serversOfOneNameSpreadOverItsNewAddresses() throws UnknownHostException {
    Backend backend =
        world.backend("be1", "a fqdn x.test addr 127.0.0.2", "b fqdn x.test addr 127.0.0.3");
    answer("x.test", "127.0.0.3", "127.0.0.4");
    round();
    assertEquals("/127.0.0.4:80", backend.server("a").address().toString());
    assertEquals("/127.0.0.3:80", backend.server("b").address().toString());
  }

  @Test
  void anAddressOfTheWantedNetworkWins() throws UnknownHostException {
    Backend backend =
        world.backend(
            "be1",
            "a fqdn x.test addr 127.0.0.9 net 127.0.1.0/25",
            "b fqdn y.test addr 127.0.0.9 net 127.0.2.0/24");
    answer("x.test", "127.0.0.9", "127.0.1.200", "127.0.1.7");
    answer("y.test", "127.0.0.9", "127.0.1.7");
    round();
    assertEquals("/127.0.1.7:80", backend.server("a").address().toString());
    assertEquals("/127.0.0.9:80", backend.server("b").address().toString(), "none is wanted");
  }

  @Test
  void theFamilyCountsMoreThanTheNetwork() throws UnknownHostException {
    Backend backend = world.backend("be1", "a fqdn x.test addr ::9 net 127.0.1.0/24");
    answer("x.test", "127.0.1.7", "::8");
    round();
    assertEquals("/[0:0:0:0:0:0:0:8]:80", backend.server("a").address().toString());
  }

  @Test
  void duplicatesAreTakenWhereAllowed() throws UnknownHostException {
    Backend backend =
        world.backend(
            "be1", "a fqdn x.test addr 127.0.0.2", "b fqdn x.test addr 127.0.0.3 allow-dup-ip");
    answer("x.test", "127.0.0.5");
    round();
    assertEquals("/127.0.0.5:80", backend.server("a").address().toString());
    assertEquals("/127.0.0.5:80", backend.server("b").address().toString());
    answer("x.test", "127.0.0.7", "127.0.0.8");
    round();
    assertEquals("/127.0.0.7:80", backend.server("a").address().toString());
    assertEquals("/127.0.0.7:80", backend.server("b").address().toString());
  }

  @Test
  void namesDifferInMoreThanCase() throws UnknownHostException {
    Backend backend =
        world.backend("be1", "a fqdn X.test addr 127.0.0.2", "b fqdn x.TEST addr 127.0.0.3");
    answer("x.test", "127.0.0.5", "127.0.0.6");
    round();
    assertEquals("/127.0.0.5:80", backend.server("a").address().toString());
    assertEquals("/127.0.0.6:80", backend.server("b").address().toString());
  }

  @Test
  void theSystemKnowsLocalhost() {
    assertInstanceOf(Answer.Addresses.class, new SystemLookup().addresses("localhost"));
  }
}
