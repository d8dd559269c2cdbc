package io.haloom.sample.fetch;

import io.haloom.http.Method;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.HttpResponseView;
import io.haloom.sample.HttpView;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Fetches of a message's start line and body (configuration manual, section 7.3.6). */
final class MessageFetches {
  private MessageFetches() {}

  static List<FetchWord> words() {
    List<FetchWord> words = new ArrayList<>();
    words.add(FetchWord.plain("method", SampleType.METH, Source.REQUEST, MessageFetches::method));
    FetchWord http =
        FetchWord.plain("req.proto_http", SampleType.BOOL, Source.REQUEST, MessageFetches::isHttp);
    words.add(http);
    words.add(http.alias("req_proto_http"));
    words.add(
        FetchWord.plain("http_first_req", SampleType.BOOL, Source.REQUEST, MessageFetches::first));
    FetchWord version =
        FetchWord.plain(
            "res.ver", SampleType.STR, Source.RESPONSE_HEADERS, MessageFetches::version);
    words.add(version);
    words.add(version.alias("resp_ver"));
    words.add(FetchWord.plain("status", SampleType.SINT, Source.RESPONSE, MessageFetches::status));
    for (Side side : List.of(Side.REQUEST, Side.RESPONSE)) {
      String start = side.prefix() + ".body";
      words.add(FetchWord.plain(start, SampleType.BIN, side.headers(), body(side)));
      words.add(
          FetchWord.plain(start + "_len", SampleType.SINT, side.headers(), length(side, false)));
      words.add(
          FetchWord.plain(start + "_size", SampleType.SINT, side.headers(), length(side, true)));
    }
    return words;
  }

  /**
   * The method that was received is known, too, while the response is looked at. One that has no
   * name here is that of the start line, which the response has no more.
   */
  private static boolean method(SampleContext context, Sample sample) {
    HttpRequestView request = context.httpRequest();
    if (request == null) {
      request = Side.request(context, sample);
    }
    if (request == null) {
      return false;
    }
    Method received = request.receivedMethod();
    if (received != Method.OTHER) {
      sample.setText(SampleType.METH, received.ascii(), 0, received.ascii().length);
      return true;
    }
    if (context.isResponse()) {
      return false;
    }
    request.methodName(sample);
    sample.setText(SampleType.METH, sample.bytes(), sample.offset(), sample.length());
    return true;
  }

  /** Only while the request is looked at. */
  private static boolean isHttp(SampleContext context, Sample sample) {
    boolean http = !context.isResponse() && Side.request(context, sample) != null;
    if (http) {
      sample.setBool(true);
    }
    return http;
  }

  private static boolean first(SampleContext context, Sample sample) {
    if (context.session() == null) {
      return false;
    }
    sample.setBool(context.session().firstRequest());
    return true;
  }

  private static boolean version(SampleContext context, Sample sample) {
    HttpView response = Side.RESPONSE.message(context, sample);
    return response != null && TargetFetches.toNumber(response, sample);
  }

  private static boolean status(SampleContext context, Sample sample) {
    HttpResponseView response = Side.response(context, sample);
    if (response == null) {
      return false;
    }
    sample.setInt(response.status());
    return true;
  }

  private static Fetch body(Side side) {
    return (context, sample) -> {
      HttpView message = side.message(context, sample);
      if (message == null) {
        return false;
      }
      ByteBuffer body = message.body();
      sample.setBinary(body, 0, body.remaining());
      sample.mayChange(!message.isBodyComplete());
      return true;
    };
  }

  private static Fetch length(Side side, boolean announced) {
    return (context, sample) -> {
      HttpView message = side.message(context, sample);
      if (message == null) {
        return false;
      }
      long length = announced ? message.bodyLength() : -1;
      sample.setInt(length < 0 ? message.body().remaining() : length);
      return true;
    };
  }
}
