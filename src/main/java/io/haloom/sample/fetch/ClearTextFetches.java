package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches about the TLS of a connection (configuration manual, section 7.3.4), as they answer where
 * a connection has none: whether it has is told, and nothing else is there.
 */
final class ClearTextFetches {
  private static final Fetch NO =
      (context, sample) -> {
        sample.setBool(false);
        return true;
      };
  private static final Fetch NOTHING = (context, sample) -> false;
  private static final ArgSpec NAME = ArgSpec.of(0, ArgType.STR, ArgType.SINT, ArgType.STR);
  private static final ArgSpec FILTER = ArgSpec.of(0, ArgType.SINT);

  private static final String[] CERTIFICATE_TEXTS = {"key_alg", "notafter", "notbefore", "sig_alg"};

  private final List<FetchWord> words = new ArrayList<>();

  private ClearTextFetches() {}

  static List<FetchWord> words() {
    ClearTextFetches fetches = new ClearTextFetches();
    fetches.connection("ssl_fc", Source.CLIENT_CONNECTION);
    fetches.connection("ssl_bc", Source.SERVER_CONNECTION);
    fetches.client();
    for (String owner : new String[] {"ssl_c", "ssl_f", "ssl_s"}) {
      fetches.certificate(owner);
    }
    return fetches.words;
  }

  private void connection(String side, Source source) {
    words.add(FetchWord.plain(side, SampleType.BOOL, source, NO));
    words.add(FetchWord.plain(side + "_is_resumed", SampleType.BOOL, source, NO));
    absent(side, SampleType.SINT, source, "alg_keysize", "use_keysize", "err");
    absent(side, SampleType.STR, source, "alpn", "cipher", "npn", "protocol", "err_str");
    absent(
        side,
        SampleType.BIN,
        source,
        "unique_id",
        "session_id",
        "client_random",
        "server_random",
        "session_key");
  }

  private void client() {
    Source source = Source.CLIENT_CONNECTION;
    words.add(FetchWord.plain("ssl_fc_has_sni", SampleType.BOOL, source, NO));
    absent("ssl_fc", SampleType.BOOL, source, "has_crt", "has_early");
    absent("ssl_fc", SampleType.STR, source, "sni", "ecformats_bin");
    absent("ssl_fc", SampleType.SINT, source, "cipherlist_xxh", "protocol_hello_id");
    filtered("ssl_fc_cipherlist_bin", SampleType.STR);
    filtered("ssl_fc_cipherlist_hex", SampleType.BIN);
    filtered("ssl_fc_cipherlist_str", SampleType.STR);
    filtered("ssl_fc_extlist_bin", SampleType.STR);
    filtered("ssl_fc_eclist_bin", SampleType.STR);
    absent("ssl_c", SampleType.BOOL, source, "used");
    absent("ssl_c", SampleType.SINT, source, "ca_err", "ca_err_depth", "err", "verify");
    absent("ssl_c", SampleType.BIN, source, "chain_der");
    absent("ssl_s", SampleType.BIN, source, "chain_der");
  }

  private void certificate(String owner) {
    Source source = Source.CLIENT_CONNECTION;
    absent(owner, SampleType.BIN, source, "der", "serial", "sha1");
    absent(owner, SampleType.SINT, source, "version");
    absent(owner, SampleType.STR, source, CERTIFICATE_TEXTS);
    for (String name : new String[] {"_i_dn", "_s_dn"}) {
      words.add(FetchWord.of(owner + name, NAME, SampleType.STR, source, ClearTextFetches::name));
    }
  }

  private static Fetch name(Args args) throws CompileException {
    String format = args.has(2) ? args.text(2) : "";
    if (!format.isEmpty() && !format.equals("rfc2253")) {
      throw new CompileException(
          "only rfc2253 or a blank value are currently supported as the format argument.");
    }
    return NOTHING;
  }

  private void absent(String start, SampleType type, Source source, String... names) {
    for (String name : names) {
      words.add(FetchWord.plain(start + "_" + name, type, source, NOTHING));
    }
  }

  private void filtered(String name, SampleType type) {
    words.add(FetchWord.of(name, FILTER, type, Source.CLIENT_CONNECTION, args -> NOTHING));
  }
}
