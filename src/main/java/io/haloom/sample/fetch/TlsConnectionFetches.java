package io.haloom.sample.fetch;

import io.haloom.net.TlsFacts;
import io.haloom.net.TlsVerification;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Fetches about the TLS of a connection (configuration manual, section 7.3.4). */
final class TlsConnectionFetches {
  private static final String[] SECRETS = {
    "client_early_traffic_secret",
    "client_handshake_traffic_secret",
    "server_handshake_traffic_secret",
    "client_traffic_secret_0",
    "server_traffic_secret_0",
    "exporter_secret",
    "early_exporter_secret"
  };

  private final List<FetchWord> words = new ArrayList<>();

  private TlsConnectionFetches() {}

  static List<FetchWord> words() {
    TlsConnectionFetches fetches = new TlsConnectionFetches();
    for (TlsSide side : TlsSide.values()) {
      fetches.ofEither(side);
    }
    fetches.ofClient();
    fetches.verification();
    return fetches.words;
  }

  private void ofEither(TlsSide side) {
    words.add(FetchWord.plain(side.prefix(), SampleType.BOOL, side.source(), isThere(side)));
    flag(side, "is_resumed", TlsFacts::isResumed);
    number(side, "alg_keysize", TlsFacts::algorithmBits);
    number(side, "use_keysize", TlsFacts::secretBits);
    text(side, "alpn", TlsFacts::alpn);
    text(side, "npn", TlsFacts::npn);
    text(side, "cipher", TlsFacts::cipher);
    text(side, "protocol", TlsFacts::version);
    binary(side, "session_id", TlsFacts::sessionId);
    binary(side, "session_key", TlsFacts::sessionKey);
    binary(side, "client_random", TlsFacts::clientRandom);
    binary(side, "server_random", TlsFacts::serverRandom);
    add(
        side,
        "unique_id",
        SampleType.BIN,
        (context, sample) -> {
          TlsFacts facts = side.established(context, sample);
          return binary(facts == null ? null : facts.uniqueId(), sample);
        });
    errors(side);
  }

  private static Fetch isThere(TlsSide side) {
    return (context, sample) -> {
      sample.setBool(side.facts(context) != null);
      return true;
    };
  }

  private void errors(TlsSide side) {
    add(
        side,
        "err",
        SampleType.SINT,
        (context, sample) -> {
          TlsFacts facts = side.ended(context, sample);
          if (facts != null) {
            sample.setInt(facts.errorCode());
          }
          return facts != null;
        });
    add(
        side,
        "err_str",
        SampleType.STR,
        (context, sample) -> {
          TlsFacts facts = side.ended(context, sample);
          return text(facts == null ? null : facts.errorLine(), sample);
        });
  }

  private void ofClient() {
    TlsSide side = TlsSide.CLIENT;
    flag(side, "has_sni", TlsFacts::hasServerName);
    text(side, "sni", TlsFacts::serverName);
    add(
        side,
        "has_early",
        SampleType.BOOL,
        (context, sample) -> {
          TlsFacts facts = side.facts(context);
          if (facts != null) {
            sample.setBool(facts.isEarly());
          }
          return facts != null;
        });
    for (String secret : SECRETS) {
      String label = secret.toUpperCase(Locale.ROOT);
      add(
          side,
          secret,
          SampleType.STR,
          (context, sample) -> {
            TlsFacts facts = side.established(context, sample);
            return text(facts == null ? null : facts.secret(label), sample);
          });
    }
  }

  // --- what came of looking at the client's certificate ------------------------------------------

  private void verification() {
    verification("ssl_c_ca_err", TlsVerification::authorityError);
    verification("ssl_c_ca_err_depth", TlsVerification::authorityDepth);
    verification("ssl_c_err", TlsVerification::ownError);
    Source source = TlsSide.CLIENT.source();
    words.add(
        FetchWord.plain(
            "ssl_c_verify",
            SampleType.SINT,
            source,
            (context, sample) -> {
              TlsFacts facts = TlsSide.CLIENT.established(context, sample);
              if (facts != null) {
                sample.setInt(facts.verification().result());
              }
              return facts != null;
            }));
    add(
        TlsSide.CLIENT,
        "has_crt",
        SampleType.BOOL,
        (context, sample) -> {
          TlsFacts facts = TlsSide.CLIENT.established(context, sample);
          if (facts != null) {
            sample.setBool(facts.verification().isDone());
          }
          return facts != null;
        });
  }

  private void verification(String name, ToIntFunction<TlsVerification> code) {
    Fetch fetch =
        (context, sample) -> {
          TlsFacts facts = TlsSide.CLIENT.ended(context, sample);
          if (facts != null) {
            sample.setInt(code.applyAsInt(facts.verification()));
          }
          return facts != null;
        };
    words.add(FetchWord.plain(name, SampleType.SINT, TlsSide.CLIENT.source(), fetch));
  }

  // --- kinds of fetches ------------------------------------------------------------------------

  private void add(TlsSide side, String name, SampleType type, Fetch fetch) {
    words.add(FetchWord.plain(side.prefix() + "_" + name, type, side.source(), fetch));
  }

  /** Told also where there is no TLS: then it is not so. */
  private void flag(TlsSide side, String name, Predicate<TlsFacts> fact) {
    add(
        side,
        name,
        SampleType.BOOL,
        (context, sample) -> {
          TlsFacts facts = side.facts(context);
          sample.setBool(facts != null && fact.test(facts));
          return true;
        });
  }

  private void number(TlsSide side, String name, ToIntFunction<TlsFacts> fact) {
    add(
        side,
        name,
        SampleType.SINT,
        (context, sample) -> {
          TlsFacts facts = side.facts(context);
          int number = facts == null ? 0 : fact.applyAsInt(facts);
          sample.setInt(number);
          return number != 0;
        });
  }

  private void text(TlsSide side, String name, Function<TlsFacts, String> fact) {
    add(
        side,
        name,
        SampleType.STR,
        (context, sample) -> {
          TlsFacts facts = side.facts(context);
          return text(facts == null ? null : fact.apply(facts), sample);
        });
  }

  private void binary(TlsSide side, String name, Function<TlsFacts, byte[]> fact) {
    add(
        side,
        name,
        SampleType.BIN,
        (context, sample) -> {
          TlsFacts facts = side.facts(context);
          return binary(facts == null ? null : fact.apply(facts), sample);
        });
  }

  private static boolean text(String text, Sample sample) {
    if (text != null) {
      sample.setString(text);
    }
    return text != null;
  }

  private static boolean binary(byte[] bytes, Sample sample) {
    if (bytes != null) {
      sample.setBinary(bytes);
    }
    return bytes != null;
  }
}
