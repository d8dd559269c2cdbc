package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.sample.compile.AclParser;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ConditionParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private final CompileScope scope = new CompileScope(CompileScope.Section.FRONTEND, "fe");
  private final FakeContext context = new FakeContext();

  private void acl(String line) throws CompileException {
    new AclParser(scope).define(List.of(line.split(" ")));
  }

  private ConditionParser.Compiled condition(String clause) throws CompileException {
    return new ConditionParser(scope).parse(List.of(clause.split(" ")));
  }

  private String refusal(String clause) {
    return assertThrows(CompileException.class, () -> condition(clause)).getMessage();
  }

  @Test
  void termsAreAndedAndGroupsOred() throws CompileException {
    acl("lan src 192.168.0.0/16 10.0.0.0/8");
    acl("web dst_port 80 8080");
    acl("high src_port gt 50000");
    assertTrue(condition("if lan web").test(context));
    assertFalse(condition("if lan high").test(context));
    assertTrue(condition("if high or lan web").test(context));
    assertTrue(condition("if high || lan").test(context));
    assertTrue(condition("if lan !high").test(context));
    assertTrue(condition("if ! high").test(context));
    assertTrue(condition("unless high").test(context));
    assertFalse(condition("unless lan").test(context));
  }

  @Test
  void anEmptyWordEndsThePatterns() throws CompileException {
    new AclParser(scope).define(List.of("none", "src", "", "192.168.1.10"));
    new AclParser(scope).define(List.of("all", "hostname", "-m", "beg", ""));
    new AclParser(scope).define(List.of("me", "src", "192.168.1.10", "", "1.2.3.4"));
    assertFalse(condition("if none").test(context));
    assertFalse(condition("if all").test(context));
    assertTrue(condition("if me").test(context));
    assertFalse(condition("if me").test(new FakeContext().from("1.2.3.4", 1)));
  }

  @Test
  void linesOfOneNameAddUp() throws CompileException {
    acl("me src 1.2.3.4");
    acl("me src 192.168.1.10");
    assertTrue(condition("if me").test(context));
  }

  @Test
  void bracesHoldAnAnonymousAcl() throws CompileException {
    assertTrue(condition("if { src 192.168.1.10 } { dst_port 8000:9000 }").test(context));
    assertTrue(condition("if !{ src 192.168.1.11 }").test(context));
    assertEquals("missing closing '}' in condition", refusal("if { src 1.2.3.4"));
  }

  @Test
  void predefinedAclsAreThere() throws CompileException {
    assertTrue(condition("if TRUE !FALSE").test(context));
    assertFalse(condition("if LOCALHOST").test(context));
    assertTrue(condition("if LOCALHOST").test(new FakeContext().from("127.3.2.1", 1)));
    assertTrue(condition("if LOCALHOST").test(new FakeContext().from("::1", 1)));
  }

  @Test
  void contentThatMayComeIsAMiss() throws CompileException {
    ConditionParser.Compiled content = condition("if REQ_CONTENT");
    assertEquals(Outcome.MISS, content.evaluate(new FakeContext().received("", false)));
    assertEquals(Outcome.FAIL, content.evaluate(new FakeContext().received("", true)));
    assertEquals(Outcome.PASS, content.evaluate(new FakeContext().received("x", false)));
    ConditionParser.Compiled none = condition("unless REQ_CONTENT");
    assertEquals(Outcome.MISS, none.evaluate(new FakeContext().received("", false)));
    assertEquals(Outcome.PASS, none.evaluate(new FakeContext().received("", true)));
    assertEquals(
        Outcome.PASS,
        condition("if { src 192.168.1.10 } or REQ_CONTENT")
            .evaluate(new FakeContext().received("", false)));
  }

  @Test
  void refusalsAreHaproxys() {
    assertEquals("no such ACL : 'nope'", refusal("if nope"));
    assertEquals("conditions must start with either 'if' or 'unless'", refusal("when TRUE"));
    assertEquals("unknown fetch method 'nope' in ACL expression 'nope'", refusal("if { nope x }"));
    assertEquals("'1.2.3' is not a number", refusal("if { src_port 1.2.3 }"));
    assertEquals("'9:1' is not a valid number range", refusal("if { src_port 9:1 }"));
    assertEquals("'x/y' is not a valid IPv4 or IPv6 address", refusal("if { src -n x/y }"));
    assertEquals(
        "unknown matching method 'x' when parsing ACL expression", refusal("if { src -m x 1 }"));
    assertEquals(
        "matching method 'ip' cannot be used with fetch keyword 'always_true'",
        refusal("if { always_true -m ip 1.2.3.4 }"));
  }
}
