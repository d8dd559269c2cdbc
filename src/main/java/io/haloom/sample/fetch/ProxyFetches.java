package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.ProcessFacts;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** Fetches of what named proxies and servers are doing (configuration manual, section 7.3.2). */
final class ProxyFetches {
  private ProxyFetches() {}

  static List<FetchWord> words() {
    return List.of(
        backend("avg_queue", ProxyFetches::averageQueue),
        backend("be_conn", ProcessFacts::backendSessions),
        backend("be_conn_free", ProcessFacts::freeConnections),
        backend("be_sess_rate", ProcessFacts::backendSessionRate),
        backend("connslots", ProcessFacts::connectionSlots),
        backend("nbsrv", ProcessFacts::usableServers),
        backend("queue", ProcessFacts::queued),
        frontend("fe_conn", ProcessFacts::frontendSessions),
        frontend("fe_req_rate", ProcessFacts::frontendRequestRate),
        frontend("fe_sess_rate", ProcessFacts::frontendSessionRate),
        server("srv_conn", ProcessFacts::serverSessions),
        server("srv_conn_free", ProcessFacts::serverFreeConnections),
        server("srv_queue", ProcessFacts::serverQueued),
        server("srv_sess_rate", ProcessFacts::serverSessionRate),
        server("srv_weight", ProcessFacts::serverWeight),
        server("srv_iweight", ProcessFacts::serverInitialWeight),
        server("srv_uweight", ProcessFacts::serverUserWeight),
        FetchWord.of(
            "srv_is_up",
            ArgSpec.of(1, ArgType.SERVER),
            SampleType.BOOL,
            Source.INTERNAL,
            ProxyFetches::serverIsUp));
  }

  private static int averageQueue(ProcessFacts process, String backend) {
    int queued = process.queued(backend);
    int servers = process.usableServers(backend);
    return servers > 0 ? (queued + servers - 1) / servers : 2 * queued;
  }

  private static FetchWord backend(String name, ToIntBiFunction<ProcessFacts, String> fact) {
    return word(name, ArgType.BACKEND, args -> proxyFact(args, fact));
  }

  private static FetchWord frontend(String name, ToIntBiFunction<ProcessFacts, String> fact) {
    return word(name, ArgType.FRONTEND, args -> proxyFact(args, fact));
  }

  private static FetchWord word(String name, ArgType type, FetchWord.Factory factory) {
    return FetchWord.of(name, ArgSpec.of(1, type), SampleType.SINT, Source.INTERNAL, factory);
  }

  private static Fetch proxyFact(Args args, ToIntBiFunction<ProcessFacts, String> fact) {
    String name = args.text(0);
    return (context, sample) -> {
      sample.setInt(fact.applyAsInt(context.process(), name));
      return true;
    };
  }

  /** A number about a server. */
  private interface ServerFact {
    int of(ProcessFacts process, String backend, String server);
  }

  private static FetchWord server(String name, ServerFact fact) {
    return word(
        name,
        ArgType.SERVER,
        args -> {
          ServerName of = ServerName.of(args.text(0));
          return (context, sample) -> {
            sample.setInt(fact.of(context.process(), of.backend, of.server));
            return true;
          };
        });
  }

  private static Fetch serverIsUp(Args args) {
    ServerName of = ServerName.of(args.text(0));
    return (context, sample) -> {
      sample.setBool(context.process().serverUp(of.backend, of.server));
      return true;
    };
  }

  /** {@code backend/server}. */
  private record ServerName(String backend, String server) {
    static ServerName of(String text) {
      int slash = text.lastIndexOf('/');
      return new ServerName(text.substring(0, slash), text.substring(slash + 1));
    }
  }
}
