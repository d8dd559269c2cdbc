package io.haloom.sample.fetch;

import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.IpText;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Fetches of a request's target (configuration manual, section 7.3.6). */
final class TargetFetches {
  private TargetFetches() {}

  static List<FetchWord> words() {
    FetchWord version = word("req.ver", SampleType.STR, TargetFetches::version);
    return List.of(
        word("url", SampleType.STR, part(target -> true)),
        word("path", SampleType.STR, part(Target::toPath)),
        word("pathq", SampleType.STR, part(Target::toPathAndQuery)),
        word("query", SampleType.STR, part(TargetFetches::toQuery)),
        word("url_ip", SampleType.IPV4, part(target -> toAuthority(target, false))),
        word("url_port", SampleType.SINT, part(target -> toAuthority(target, true))),
        version,
        version.alias("req_ver"));
  }

  private static FetchWord word(String name, SampleType type, Fetch fetch) {
    return FetchWord.plain(name, type, Source.REQUEST_HEADERS, fetch);
  }

  private static Fetch part(Predicate<Sample> narrowed) {
    return (context, sample) -> {
      HttpRequestView request = Side.request(context, sample);
      if (request == null) {
        return false;
      }
      request.target(sample);
      return narrowed.test(sample);
    };
  }

  private static boolean toQuery(Sample target) {
    int mark = Target.find(target, '?');
    if (mark < 0) {
      return false;
    }
    target.narrow(mark + 1, target.length() - mark - 1);
    return true;
  }

  /** Makes the IPv4 address or the port of {@code http://1.2.3.4:80} of a target. */
  private static boolean toAuthority(Sample target, boolean port) {
    String text = target.latin1();
    int scheme = text.indexOf("://");
    if (scheme < 0) {
      return false;
    }
    String name = text.substring(0, scheme).toLowerCase(Locale.ROOT);
    if (!name.equals("http") && !name.equals("https")) {
      return false;
    }
    int end = scheme + 3;
    while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    byte[] address = IpText.parseIpv4Exactly(text.substring(scheme + 3, end));
    if (address == null) {
      return false;
    }
    if (port) {
      boolean given = end < text.length() && text.charAt(end) == ':';
      int standard = name.equals("http") ? 80 : 443;
      target.setInt(given ? digits(text, end + 1) & 0xFFFF : standard);
    } else {
      target.setAddress(address);
    }
    return true;
  }

  private static int digits(String text, int from) {
    int value = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static boolean version(io.haloom.sample.SampleContext context, Sample sample) {
    HttpRequestView request = Side.request(context, sample);
    return request != null && toNumber(request, sample);
  }

  /** The version without {@code HTTP/}. */
  static boolean toNumber(io.haloom.sample.HttpView message, Sample sample) {
    message.version(sample);
    int slash = Target.find(sample, '/');
    if (slash < 0 || slash + 1 >= sample.length()) {
      return false;
    }
    sample.narrow(slash + 1, sample.length() - slash - 1);
    return true;
  }
}
