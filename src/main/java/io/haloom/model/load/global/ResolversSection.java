package io.haloom.model.load.global;

import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.address.AddressOption;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Names;
import io.haloom.model.load.word.Numbers;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The {@code resolvers} section (HAProxy manual, section 5.3.2). It is checked and kept nowhere:
 * what would ask its nameservers is refused by name.
 */
public final class ResolversSection implements SectionParser {
  private static final Set<AddressOption> DATAGRAMS =
      EnumSet.of(
          AddressOption.PORT,
          AddressOption.PORT_MANDATORY,
          AddressOption.DATAGRAM,
          AddressOption.DEFAULT_DATAGRAM);
  private static final Set<AddressOption> STREAM =
      EnumSet.of(AddressOption.PORT, AddressOption.PORT_MANDATORY, AddressOption.STREAM);
  private static final Set<String> EVENTS =
      Set.of("nx", "timeout", "refused", "other", "valid", "obsolete");
  private static final int LEAST_PAYLOAD = 12;
  private static final int MOST_PAYLOAD = 65535;

  private final LoadContext context;
  private final Map<String, Line> sections = new HashMap<>();
  private final Map<String, Line> nameservers = new HashMap<>();
  private Line opened;
  private boolean reads;

  public ResolversSection(LoadContext context) {
    this.context = context;
  }

  @Override
  public void parse(Line text) {
    KeywordLine line = new KeywordLine(context, text);
    try {
      switch (text.get(0)) {
        case "resolvers" -> open(line);
        case "nameserver" -> nameserver(line);
        case "parse-resolv-conf" -> reads = true;
        case "hold" -> hold(line);
        case "accepted_payload_size" -> payload(line);
        case "resolve_retries" -> needs(line, "'resolve_retries' expects <nb> as argument.");
        case "timeout" -> timeout(line);
        default ->
            throw new LineException("unknown keyword '" + text.get(0) + "' in 'resolvers' section");
      }
    } catch (LineException e) {
      context.diagnostics().alert(e.text(text.location()));
    }
  }

  @Override
  public void end() {
    if (opened != null && nameservers.isEmpty() && !reads) {
      context.noteUnservedResolvers(
          "resolvers '%s' [%s] has no nameservers configured!"
              .formatted(opened.get(1), opened.location()));
    }
    opened = null;
  }

  private void open(KeywordLine line) throws LineException {
    nameservers.clear();
    reads = false;
    needs(line, "missing name for resolvers section.");
    String name = line.word(1);
    int bad = Names.firstBad(name);
    if (bad >= 0) {
      throw new LineException(
          "character '%c' is not permitted in 'resolvers' name '%s'."
              .formatted(name.charAt(bad), name));
    }
    Line twin = sections.putIfAbsent(name, line.line());
    if (twin != null) {
      throw new LineException(
          "Parsing [%s]: resolvers '%s' has same name as another resolvers (declared at %s)."
              .formatted(line.line().location(), name, twin.location()),
          LineException.Form.BARE);
    }
    opened = line.line();
  }

  private static void needs(KeywordLine line, String otherwise) throws LineException {
    if (!line.has(1)) {
      throw new LineException(otherwise);
    }
  }

  private void nameserver(KeywordLine line) throws LineException {
    if (!line.has(2) || line.word(1).isEmpty()) {
      throw new LineException("'nameserver' expects <name> and <addr>[:<port>] as arguments.");
    }
    String name = line.word(1);
    int bad = Names.firstBad(name);
    if (bad >= 0) {
      throw new LineException(
          "character '%c' is not permitted in server name '%s'.".formatted(name.charAt(bad), name));
    }
    Line twin = nameservers.putIfAbsent(name, line.line());
    if (twin != null) {
      throw new LineException(
          "Parsing [%s]: nameserver '%s' has same name as another nameserver (declared at %s)."
              .formatted(line.line().location(), name, twin.location()),
          LineException.Form.BARE);
    }
    String address = line.word(2);
    boolean stream = address.startsWith("tcp@");
    try {
      context
          .addresses()
          .parse(stream ? address.substring(4) : address, stream ? STREAM : DATAGRAMS);
    } catch (AddressException e) {
      throw new LineException("'nameserver " + name + "' : " + e.getMessage());
    }
    if (stream && line.has(3)) {
      throw LineException.object(
          "'server %s/%s' : unknown keyword '%s'."
              .formatted(opened == null ? "" : opened.get(1), name, line.word(3)));
    }
  }

  private static void hold(KeywordLine line) throws LineException {
    if (!line.has(2)) {
      line.alert("'hold' expects an <event> and a <time> as arguments.");
      throw new LineException(
          "<event> can be either 'valid', 'nx', 'refused', 'timeout', or 'other'",
          LineException.Form.BARE);
    }
    String event = line.word(1);
    time(line, 2, "hold", event);
    if (!EVENTS.contains(event)) {
      throw new LineException(
          "'hold' unknown <event>: '"
              + event
              + "', expects either 'nx', 'timeout', 'valid', 'obsolete' or 'other'.");
    }
  }

  private static void payload(KeywordLine line) throws LineException {
    needs(line, "'accepted_payload_size' expects <nb> as argument.");
    int size = Numbers.leading(line.word(1));
    if (size < LEAST_PAYLOAD || size > MOST_PAYLOAD) {
      throw new LineException(
          "'accepted_payload_size' must be between %d and %d inclusive (was %s)."
              .formatted(LEAST_PAYLOAD, MOST_PAYLOAD, line.word(1)));
    }
  }

  private static void timeout(KeywordLine line) throws LineException {
    needs(line, "'timeout' expects 'retry' or 'resolve' and <time> as arguments.");
    String what = line.word(1);
    if (!what.equals("retry") && !what.equals("resolve")) {
      throw new LineException(
          "'timeout' expects 'retry' or 'resolve' and <time> as arguments got '" + what + "'.");
    }
    if (!line.has(2)) {
      throw new LineException("'timeout " + what + "' expects <time> as argument.");
    }
    time(line, 2, "timeout " + what, line.word(2));
  }

  /**
   * @param argument what HAProxy prints where the time is too long
   */
  private static void time(KeywordLine line, int at, String keyword, String argument)
      throws LineException {
    TimeValue.Parsed time = line.time(at, Unit.MS);
    if (time.problem() == Problem.OVERFLOW) {
      throw LineException.tight(
          "timer overflow in argument <%s> to <%s>, maximum value is 2147483647 ms (~24.8 days)."
              .formatted(argument, keyword));
    }
    if (!time.ok()) {
      throw LineException.tight(
          "unexpected character '%c' in argument to <%s>.".formatted(time.unexpected(), keyword));
    }
  }
}
