package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.Bytes;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.nio.ByteBuffer;
import java.util.List;

/** Fetches of parameters, of a query string or of a body in that form. */
final class ParameterFetches {
  private static final ArgSpec URL = ArgSpec.of(0, ArgType.STR, ArgType.STR);

  private ParameterFetches() {}

  static List<FetchWord> words() {
    FetchWord text =
        FetchWord.of(
            "url_param",
            URL,
            SampleType.STR,
            Source.REQUEST_HEADERS,
            args -> ofTarget(args, false));
    FetchWord number =
        FetchWord.of(
            "urlp_val", URL, SampleType.SINT, Source.REQUEST_HEADERS, args -> ofTarget(args, true));
    FetchWord body =
        FetchWord.of(
            "req.body_param",
            ArgSpec.of(0, ArgType.STR),
            SampleType.BIN,
            Source.REQUEST_HEADERS,
            ParameterFetches::ofBody);
    return List.of(text, text.alias("urlp"), number, body);
  }

  private static byte[] name(Args args) {
    return args.has(0) ? Bytes.of(args.text(0)) : new byte[0];
  }

  private static Fetch ofTarget(Args args, boolean number) {
    byte[] name = name(args);
    char delimiter = args.has(1) && !args.text(1).isEmpty() ? args.text(1).charAt(0) : '?';
    return (context, sample) -> {
      HttpRequestView request = Side.request(context, sample);
      if (request == null) {
        return false;
      }
      request.target(sample);
      int start = Target.find(sample, delimiter) + 1;
      if (start == 0 || !take(sample, start, name, delimiter)) {
        return false;
      }
      if (number) {
        sample.setInt(Numbers.leading(sample));
      }
      return true;
    };
  }

  private static Fetch ofBody(Args args) {
    byte[] name = name(args);
    return (context, sample) -> {
      HttpRequestView request = Side.request(context, sample);
      if (request == null) {
        return false;
      }
      ByteBuffer body = request.body();
      sample.setBinary(body, 0, body.remaining());
      sample.setText(SampleType.STR, sample.bytes(), 0, sample.length());
      return take(sample, 0, name, '&');
    };
  }

  /** Narrows a text to the value of the next parameter of a name, any where it is empty. */
  private static boolean take(Sample text, int start, byte[] name, char delimiter) {
    int value = valueStart(text, (int) Math.max(start, text.cursor()), name, delimiter);
    if (value < 0) {
      return false;
    }
    int end = value;
    while (end < text.length() && !isDelimiter(text.at(end), delimiter)) {
      end++;
    }
    if (end < text.length()) {
      text.continueAt(end);
    }
    text.narrow(value, end - value);
    return true;
  }

  private static int valueStart(Sample text, int from, byte[] name, char delimiter) {
    int at = from;
    while (at + name.length < text.length()) {
      if (name.length == 0) {
        if (text.at(at++) == '=') {
          return at;
        }
        continue;
      }
      if (text.at(at + name.length) == '=' && startsWith(text, at, name)) {
        return at + name.length + 1;
      }
      while (at < text.length() && !isDelimiter(text.at(at), delimiter)) {
        at++;
      }
      at++;
    }
    return -1;
  }

  private static boolean startsWith(Sample text, int at, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if (text.at(at + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDelimiter(byte c, char delimiter) {
    return c == '&' || c == ';' || c == delimiter;
  }
}
