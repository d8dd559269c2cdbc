package io.haloom.sample.fetch;

import io.haloom.http.HeaderName;
import io.haloom.sample.Bytes;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.Hashes;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Fetches of the host and the path together, and hashes of them. */
final class BaseFetches {
  private static final FieldSelector HOST = FieldSelector.of(HeaderName.HOST.toString());

  private BaseFetches() {}

  static List<FetchWord> words() {
    return List.of(
        word("base", SampleType.STR, base(false)),
        word("baseq", SampleType.STR, base(true)),
        word("base32", SampleType.SINT, hash(false)),
        word("base32+src", SampleType.BIN, withSource(hash(false))),
        word("url32", SampleType.SINT, hash(true)),
        word("url32+src", SampleType.BIN, withSource(hash(true))));
  }

  private static FetchWord word(String name, SampleType type, Fetch fetch) {
    return FetchWord.plain(name, type, Source.REQUEST_HEADERS, fetch);
  }

  private static Fetch base(boolean query) {
    FieldValues hosts = new FieldValues(HOST, false);
    return (context, sample) -> {
      HttpRequestView request = Side.request(context, sample);
      if (request == null) {
        return false;
      }
      boolean host = hosts.pick(request, 1, sample) && sample.length() > 0;
      byte[] start = host ? sample.copyBytes() : new byte[0];
      boolean path = path(request, query, sample);
      if (!host) {
        return path;
      }
      int size = path && sample.length() > 0 && sample.at(0) == '/' ? sample.length() : 0;
      byte[] both = new byte[start.length + size];
      System.arraycopy(start, 0, both, 0, start.length);
      System.arraycopy(sample.bytes(), sample.offset(), both, start.length, size);
      sample.setString(both);
      return true;
    };
  }

  private static boolean path(HttpRequestView request, boolean query, Sample into) {
    request.target(into);
    return query ? Target.toPathAndQuery(into) : Target.toPath(into);
  }

  private static Fetch hash(boolean query) {
    FieldValues hosts = new FieldValues(HOST, query);
    return (context, sample) -> {
      HttpRequestView request = Side.request(context, sample);
      if (request == null) {
        return false;
      }
      int hash = hosts.pick(request, 1, sample) ? mix(0, sample) : 0;
      if (path(request, query, sample) && sample.length() > 0 && sample.at(0) == '/') {
        hash = mix(hash, sample);
      }
      sample.setInt(Hashes.avalanche(hash) & 0xFFFFFFFFL);
      return true;
    };
  }

  /** The hash called sdbm, of signed characters. */
  private static int mix(int start, Sample text) {
    int hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = text.at(i) + hash * 65599;
    }
    return hash;
  }

  private static Fetch withSource(Fetch hash) {
    return (context, sample) -> {
      InetAddress source = source(context);
      if (source == null || !hash.take(context, sample)) {
        return false;
      }
      byte[] address = source.getAddress();
      byte[] both = new byte[4 + address.length];
      System.arraycopy(Bytes.bigEndian(sample.number(), 4), 0, both, 0, 4);
      System.arraycopy(address, 0, both, 4, address.length);
      sample.setBinary(both);
      return true;
    };
  }

  private static InetAddress source(SampleContext context) {
    return context.source() instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }
}
