package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.FetchWord;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Fetches of where the session is: its frontend, bind line, backend and server. */
final class SessionFetches {
  /** Fields of the PROXY protocol, version 2, section 2.2. */
  private static final int AUTHORITY = 2;

  private static final int UNIQUE_ID = 5;

  private SessionFetches() {}

  static List<FetchWord> words() {
    return List.of(
        text("fe_name", Source.FRONTEND, SessionFacts::frontendName),
        number("fe_id", Source.FRONTEND, SessionFacts::frontendId),
        text("fe_defbe", Source.FRONTEND, SessionFacts::defaultBackend),
        number("fe_client_timeout", Source.FRONTEND, SessionFacts::clientTimeout),
        text("so_name", Source.FRONTEND, SessionFacts::listenerName),
        number("so_id", Source.FRONTEND, SessionFacts::listenerId),
        number("dst_conn", Source.FRONTEND, SessionFacts::listenerConnections),
        text("be_name", Source.BACKEND, SessionFetches::backendName),
        number("be_id", Source.BACKEND, SessionFetches::backendId),
        number("be_server_timeout", Source.BACKEND, SessionFacts::serverTimeout),
        number("be_tunnel_timeout", Source.BACKEND, SessionFacts::tunnelTimeout),
        number("cur_server_timeout", Source.BACKEND, SessionFacts::currentServerTimeout),
        number("cur_tunnel_timeout", Source.BACKEND, SessionFacts::currentTunnelTimeout),
        text("srv_name", Source.SERVER, SessionFacts::serverName),
        serverId(),
        text("last_rule_file", Source.INTERNAL, SessionFacts::lastRuleFile),
        lastRuleLine(),
        number("prio_class", Source.INTERNAL, SessionFacts::priorityClass),
        number("prio_offset", Source.INTERNAL, SessionFacts::priorityOffset),
        receivedProxy(),
        FetchWord.plain(
            "internal.strm.is_htx",
            SampleType.BOOL,
            Source.INTERNAL,
            (context, sample) -> {
              sample.setBool(context.session() != null && context.session().isHttp());
              return true;
            }),
        httpMajor("fc_http_major", Source.CLIENT_ADDRESS, SessionFacts::clientHttpMajor),
        httpMajor("bc_http_major", Source.SERVER_CONNECTION, SessionFacts::serverHttpMajor),
        glitches("fc_glitches", Source.CLIENT_ADDRESS, SessionFacts::clientGlitches),
        glitches("bc_glitches", Source.SERVER_CONNECTION, SessionFacts::serverGlitches),
        proxyField("fc_pp_authority", AUTHORITY),
        proxyField("fc_pp_unique_id", UNIQUE_ID),
        uniqueId());
  }

  /** Until a backend is chosen the frontend stands in for it, as in HAProxy. */
  private static String backendName(SessionFacts session) {
    return session.backendName() == null ? session.frontendName() : session.backendName();
  }

  private static int backendId(SessionFacts session) {
    return session.backendName() == null ? session.frontendId() : session.backendId();
  }

  private static FetchWord text(String name, Source source, Function<SessionFacts, String> fact) {
    return FetchWord.plain(
        name,
        SampleType.STR,
        source,
        (context, sample) -> {
          SessionFacts session = context.session();
          String text = session == null ? null : fact.apply(session);
          if (text == null) {
            return false;
          }
          sample.setString(text);
          return true;
        });
  }

  private static FetchWord number(String name, Source source, ToIntFunction<SessionFacts> fact) {
    return FetchWord.plain(
        name,
        SampleType.SINT,
        source,
        (context, sample) -> {
          if (context.session() == null) {
            return false;
          }
          sample.setInt(fact.applyAsInt(context.session()));
          return true;
        });
  }

  private static FetchWord serverId() {
    return FetchWord.plain(
        "srv_id",
        SampleType.SINT,
        Source.SERVER,
        (context, sample) -> {
          SessionFacts session = context.session();
          if (session == null || session.serverName() == null) {
            return false;
          }
          sample.setInt(session.serverId());
          return true;
        });
  }

  private static FetchWord lastRuleLine() {
    return numberFrom(1, "last_rule_line", Source.INTERNAL, SessionFacts::lastRuleLine);
  }

  private static FetchWord httpMajor(
      String name, Source source, ToIntFunction<SessionFacts> version) {
    return numberFrom(
        1, name, source, session -> session.isHttp() ? version.applyAsInt(session) : 0);
  }

  /** Of HAProxy 3.0. */
  private static FetchWord glitches(String name, Source source, ToIntFunction<SessionFacts> fact) {
    return numberFrom(0, name, source, fact);
  }

  /** A number that is not there where it is less than the least. */
  private static FetchWord numberFrom(
      int least, String name, Source source, ToIntFunction<SessionFacts> fact) {
    return FetchWord.plain(
        name,
        SampleType.SINT,
        source,
        (context, sample) -> {
          SessionFacts session = context.session();
          int found = session == null ? least - 1 : fact.applyAsInt(session);
          sample.setInt(found);
          return found >= least;
        });
  }

  private static FetchWord receivedProxy() {
    return FetchWord.plain(
        "fc_rcvd_proxy",
        SampleType.BOOL,
        Source.CLIENT_ADDRESS,
        (context, sample) -> {
          if (context.session() == null) {
            return false;
          }
          sample.setBool(context.session().receivedProxyHeader());
          return true;
        });
  }

  private static FetchWord proxyField(String name, int type) {
    return FetchWord.plain(
        name,
        SampleType.STR,
        Source.CLIENT_ADDRESS,
        (context, sample) -> {
          SessionFacts session = context.session();
          byte[] value = session == null ? null : session.proxyField(type);
          if (value == null) {
            return false;
          }
          sample.setString(value);
          return true;
        });
  }

  private static FetchWord uniqueId() {
    return new FetchWord(
        "unique-id",
        ArgSpec.NONE,
        SampleType.STR,
        EnumSet.of(Source.CONSTANT, Source.LISTENER, Source.FRONTEND),
        args ->
            (context, sample) -> {
              String id = uniqueId(context);
              if (id == null) {
                return false;
              }
              sample.setString(id);
              return true;
            });
  }

  private static String uniqueId(SampleContext context) {
    return context.session() == null ? null : context.session().uniqueId();
  }
}
