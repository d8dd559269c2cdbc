package io.haloom.rule;

import io.haloom.sample.CompileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Actions that end a rule set, and those that ask for a header first. */
final class DecisionActions {
  /** {@code switch-mode http}; rules behind it are not looked at, as with HAProxy. */
  private record Switch(Verdict verdict) implements Action {
    @Override
    public Verdict apply(RuleContext context) {
      return context.http() == null ? verdict : Verdict.ACCEPT;
    }
  }

  private DecisionActions() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("accept", ActionWord.tcp(), (l, w) -> context -> Verdict.ACCEPT),
        ActionWord.of("allow", ActionWord.http(), (l, w) -> context -> Verdict.ACCEPT),
        ActionWord.of("reject", rejecting(), (l, w) -> context -> Verdict.REJECT),
        ActionWord.of("silent-drop", dropping(), (l, w) -> context -> Verdict.SILENT_DROP),
        ActionWord.of("switch-mode", EnumSet.of(RulePlace.CONTENT), (l, w) -> switchMode(l)),
        ActionWord.of("close", EnumSet.of(RulePlace.RESPONSE), (l, w) -> context -> Verdict.CLOSE),
        ActionWord.of("expect-proxy", ActionWord.tcpRequests(), (l, w) -> expect(l, w, false)),
        ActionWord.of(
            "expect-netscaler-cip", ActionWord.tcpRequests(), (l, w) -> expect(l, w, true)));
  }

  private static Set<RulePlace> rejecting() {
    return EnumSet.complementOf(EnumSet.of(RulePlace.HTTP_RESPONSE, RulePlace.HTTP_AFTER_RESPONSE));
  }

  private static Set<RulePlace> dropping() {
    return EnumSet.complementOf(EnumSet.of(RulePlace.HTTP_AFTER_RESPONSE));
  }

  static boolean switchesMode(Action action) {
    return action instanceof Switch;
  }

  /** {@code switch-mode http [proto h1|h2]}: only from TCP, and only once. */
  private static Action switchMode(ActionLine line) throws CompileException {
    if (!line.scope().isFrontend()) {
      throw line.error(
          "'tcp-request switch-mode' not allowed because backend '%s' has no frontend capability"
              .formatted(line.scope().name()));
    }
    String mode = line.peek();
    if (mode.isEmpty()) {
      throw line.error("'tcp-request switch-mode' expects a mode as argument.");
    }
    if (!mode.equals("http")) {
      throw line.error(
          "'tcp-request switch-mode' expects a valid mode (got '%s').".formatted(mode));
    }
    line.next();
    if (line.peek().equals("proto")) {
      line.next();
      return new Switch(isMultiplexed(line) ? Verdict.SWITCH_HTTP2 : Verdict.SWITCH_HTTP1);
    }
    return new Switch(Verdict.SWITCH_HTTP);
  }

  private static boolean isMultiplexed(ActionLine line) throws CompileException {
    String protocol = line.peek();
    if (protocol.isEmpty()) {
      throw line.error("'tcp-request switch-mode': 'proto' expects a protocol as argument.");
    }
    if (!protocol.equals("h1") && !protocol.equals("h2")) {
      throw line.error(
          "'tcp-request switch-mode': 'proto' expects a valid MUX protocol, if specified (got '%s')"
              .formatted(protocol));
    }
    line.next();
    return protocol.equals("h2");
  }

  private static Action expect(ActionLine line, String word, boolean netscaler)
      throws CompileException {
    String layer = line.peek();
    String in = " in " + line.scope().kind() + " '" + line.scope().name() + "'";
    if (!layer.equals("layer4")) {
      throw line.error(
          "'%s %s' only supports 'layer4'%s (got '%s')"
              .formatted(line.place().words(), word, in, layer));
    }
    if (line.place() != RulePlace.CONNECTION) {
      throw line.error(
          "'%s layer4' is not allowed in '%s' rules%s".formatted(word, line.place().words(), in));
    }
    line.next();
    return context -> {
      context.expectHeader(netscaler);
      return Verdict.CONTINUE;
    };
  }
}
