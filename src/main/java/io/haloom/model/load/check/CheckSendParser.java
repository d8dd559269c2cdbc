package io.haloom.model.load.check;

import io.haloom.model.CheckStep;
import io.haloom.model.load.word.LineException;
import io.haloom.sample.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code tcp-check send} in its four forms, and {@code http-check send}. */
final class CheckSendParser {
  private CheckSendParser() {}

  static CheckStep tcp(CheckLine words, String kind) throws LineException {
    if (!words.hasNext()) {
      String what = kind.equals("send-binary") ? "binary string" : "string";
      throw new LineException("'" + kind + "' expects a " + what + " as argument");
    }
    String data = words.next();
    String comment = null;
    while (words.hasNext()) {
      String word = words.next();
      if (!word.equals("comment")) {
        throw new LineException("expects 'comment' but got '" + word + "' as argument.");
      }
      comment = words.comment();
    }
    return switch (kind) {
      case "send" -> new CheckStep.Send(CheckLine.bytes(data), null, false, comment);
      case "send-binary" ->
          new CheckStep.Send(
              CheckLine.binary(data, "'" + data + "' invalid binary string (", ")."),
              null,
              false,
              comment);
      default ->
          new CheckStep.Send(null, words.format(data), kind.equals("send-binary-lf"), comment);
    };
  }

  static CheckStep http(CheckLine words) throws LineException {
    Http send = new Http();
    while (words.hasNext()) {
      send.word(words, words.next());
    }
    return send.build();
  }

  /** An {@code http-check send} step while its words are read. */
  private static final class Http {
    private final List<Map.Entry<String, LogFormat>> headers = new ArrayList<>();
    private String method;
    private String uri;
    private LogFormat uriFormat;
    private String version;
    private String body;
    private LogFormat bodyFormat;
    private String comment;
    private String host;

    void word(CheckLine words, String word) throws LineException {
      switch (word) {
        case "meth" -> method = string(words, word);
        case "ver" -> version = string(words, word);
        case "comment" -> comment = words.comment();
        case "uri" -> {
          uri = string(words, word);
          uriFormat = null;
        }
        case "uri-lf" -> {
          uriFormat = words.format(string(words, word));
          uri = null;
        }
        case "body" -> {
          body = string(words, word);
          bodyFormat = null;
        }
        case "body-lf" -> {
          bodyFormat = words.format(string(words, word));
          body = null;
        }
        case "hdr" -> header(words);
        default ->
            throw new LineException(
                "expects 'comment', 'meth', 'uri', 'uri-lf', 'ver', 'hdr', 'body' or 'body-lf' but"
                    + " got '"
                    + word
                    + "' as argument.");
      }
    }

    private static String string(CheckLine words, String word) throws LineException {
      return words.value(word, "a string as argument.");
    }

    private void header(CheckLine words) throws LineException {
      String missing = "<name> and <value> as arguments";
      String name = words.value("hdr", missing);
      String value = words.value("hdr", missing);
      if (name.equalsIgnoreCase("host")) {
        if (host != null) {
          throw new LineException(
              "'" + name + "' header already defined (previous value is '" + host + "')");
        }
        host = value;
      }
      boolean framing =
          name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding");
      if (!framing) {
        headers.add(Map.entry(name, words.format(value)));
      }
    }

    CheckStep build() {
      return new CheckStep.HttpSend(
          method, uri, uriFormat, version, List.copyOf(headers), body, bodyFormat, comment);
    }
  }
}
