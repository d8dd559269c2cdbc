package io.haloom.sample.fetch;

import io.haloom.net.TlsFacts;
import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Bytes;
import io.haloom.sample.FetchWord;
import io.haloom.sample.HelloCapture;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Fetches of what a client said first ({@code tune.ssl.capture-buffer-size}; configuration manual,
 * section 7.3.4). Those of lists leave out values that mean nothing, where an argument asks for
 * that.
 */
final class TlsHelloFetches {
  private static final ArgSpec FILTER = ArgSpec.of(0, ArgType.SINT);
  private static final Source SOURCE = Source.CLIENT_CONNECTION;

  private TlsHelloFetches() {}

  static List<FetchWord> words() {
    return List.of(
        list("cipherlist_bin", SampleType.STR, HelloCapture::suites, (context, list) -> list),
        list("cipherlist_hex", SampleType.BIN, HelloCapture::suites, TlsHelloFetches::hex),
        list("cipherlist_str", SampleType.STR, HelloCapture::suites, TlsHelloFetches::names),
        list("extlist_bin", SampleType.STR, HelloCapture::extensions, (context, list) -> list),
        list("eclist_bin", SampleType.STR, HelloCapture::groups, (context, list) -> list),
        pointFormats(),
        number("cipherlist_xxh", HelloCapture::suitesHash),
        number("protocol_hello_id", HelloCapture::version));
  }

  private static HelloCapture hello(SampleContext context) {
    return context.session() == null ? null : context.session().clientHello();
  }

  private static FetchWord list(
      String name,
      SampleType type,
      Function<HelloCapture, byte[]> list,
      BiFunction<SampleContext, byte[], byte[]> form) {
    return FetchWord.of(
        "ssl_fc_" + name,
        FILTER,
        type,
        SOURCE,
        args -> {
          boolean filtered = args.number(0, 0) != 0;
          return (context, sample) -> {
            HelloCapture hello = hello(context);
            if (hello == null) {
              return false;
            }
            byte[] bytes = list.apply(hello);
            bytes = form.apply(context, filtered ? HelloCapture.withoutGrease(bytes) : bytes);
            if (name.endsWith("_str")) {
              sample.setString(bytes);
            } else {
              sample.setBinary(bytes);
            }
            return true;
          };
        });
  }

  private static byte[] hex(SampleContext context, byte[] list) {
    return Bytes.of(java.util.HexFormat.of().withUpperCase().formatHex(list));
  }

  private static byte[] names(SampleContext context, byte[] list) {
    TlsFacts facts = context.session().clientTls();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i + 1 < list.length; i += 2) {
      int suite = (int) Bytes.bigEndian(list, i, 2);
      String name = facts == null ? null : facts.cipherName(suite);
      names.append(i == 0 ? "" : ",");
      names.append(name == null ? String.format(Locale.ROOT, "UNKNOWN(%04x)", suite) : name);
    }
    return names.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static FetchWord pointFormats() {
    return FetchWord.plain(
        "ssl_fc_ecformats_bin",
        SampleType.STR,
        SOURCE,
        (context, sample) -> {
          HelloCapture hello = hello(context);
          if (hello != null) {
            sample.setBinary(hello.pointFormats());
          }
          return hello != null;
        });
  }

  private static FetchWord number(String name, ToLongFunction<HelloCapture> number) {
    return FetchWord.plain(
        "ssl_fc_" + name,
        SampleType.SINT,
        SOURCE,
        (context, sample) -> {
          HelloCapture hello = hello(context);
          if (hello != null) {
            sample.setInt(number.applyAsLong(hello));
          }
          return hello != null;
        });
  }
}
