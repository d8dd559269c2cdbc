package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.FetchWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Fetches of what was captured of a request and its response while they passed. */
final class CaptureFetches {
  private static final ArgSpec SLOT = ArgSpec.of(1, ArgType.SINT);

  private CaptureFetches() {}

  static List<FetchWord> words() {
    return List.of(
        slot("capture.req.hdr", Source.REQUEST, SessionFacts::requestCaptures),
        slot("capture.res.hdr", Source.RESPONSE, SessionFacts::responseCaptures),
        word("capture.req.method", SessionFacts::receivedMethod),
        word("capture.req.uri", CaptureFetches::path),
        word("capture.req.ver", session -> version(session.receivedVersion())),
        word("capture.res.ver", session -> version(session.receivedResponseVersion())));
  }

  /** HAProxy keeps no more of a version than whether it is 1.1 or later. */
  private static String version(String received) {
    if (received == null) {
      return null;
    }
    char major = received.length() == 8 ? received.charAt(5) : '0';
    return major > '1' || major == '1' && received.charAt(7) >= '1' ? "HTTP/1.1" : "HTTP/1.0";
  }

  private static String path(SessionFacts session) {
    if (session.receivedTarget() == null) {
      return null;
    }
    Sample target = new Sample();
    target.setString(session.receivedTarget().getBytes(StandardCharsets.ISO_8859_1));
    return Target.toPathAndQuery(target) ? target.latin1() : null;
  }

  private static FetchWord word(String name, Function<SessionFacts, String> fact) {
    return FetchWord.plain(
        name,
        SampleType.STR,
        Source.REQUEST,
        (context, sample) ->
            context.session() != null && put(fact.apply(context.session()), sample));
  }

  private static FetchWord slot(
      String name, Source source, Function<SessionFacts, String[]> captures) {
    return FetchWord.of(
        name,
        SLOT,
        SampleType.STR,
        source,
        args -> {
          long slot = args.number(0);
          return (context, sample) -> {
            if (context.session() == null) {
              return false;
            }
            String[] captured = captures.apply(context.session());
            return slot >= 0 && slot < captured.length && put(captured[(int) slot], sample);
          };
        });
  }

  private static boolean put(String text, Sample sample) {
    if (text == null) {
      return false;
    }
    sample.setString(text.getBytes(StandardCharsets.ISO_8859_1));
    return true;
  }
}
