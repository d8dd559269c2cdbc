package io.haloom.sample.compile;

import io.haloom.sample.match.MatchMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words that mean something in ACLs only (configuration manual, sections 7.3 and 7.4). */
final class AclWords {
  private AclWords() {}

  /**
   * A fetch with a way to match of its own.
   *
   * @param fetch the fetch it stands for
   * @param method how it is matched, unless converters follow or {@code -m} says otherwise
   */
  record AclWord(String fetch, MatchMethod method) {

    /** Whether {@code word}, which stands for this, names the way: {@code path_beg}. */
    boolean saysHow(String word) {
      return WAYS.contains(method) && word.endsWith("_" + method.word());
    }
  }

  /** Fetches that have an ACL word for each way to match strings: {@code path_beg}. */
  private static final Map<String, String> MATCHED =
      Map.of(
          "base", "base",
          "cook", "req.cook",
          "hdr", "req.hdr",
          "path", "path",
          "scook", "res.cook",
          "shdr", "res.hdr",
          "url", "url",
          "urlp", "urlp");

  private static final List<MatchMethod> WAYS =
      List.of(
          MatchMethod.BEG,
          MatchMethod.DIR,
          MatchMethod.DOM,
          MatchMethod.END,
          MatchMethod.LEN,
          MatchMethod.REG,
          MatchMethod.SUB);

  private static final Map<String, AclWord> WORDS = words();

  private static Map<String, AclWord> words() {
    Map<String, AclWord> words = new HashMap<>();
    words.put("payload", new AclWord("req.payload", MatchMethod.BIN));
    words.put("payload_lv", new AclWord("req.payload_lv", MatchMethod.BIN));
    words.put("req_rdp_cookie", new AclWord("req.rdp_cookie", MatchMethod.STR));
    words.put("req_rdp_cookie_cnt", new AclWord("req.rdp_cookie_cnt", MatchMethod.INT));
    words.put("req_ssl_sni", new AclWord("req.ssl_sni", MatchMethod.STR));
    words.put("ssl_fc_sni_end", new AclWord("ssl_fc_sni", MatchMethod.END));
    words.put("ssl_fc_sni_reg", new AclWord("ssl_fc_sni", MatchMethod.REG));
    words.put("req_ssl_ver", new AclWord("req.ssl_ver", MatchMethod.DOTTED));
    words.put("req.ssl_ver", new AclWord("req.ssl_ver", MatchMethod.DOTTED));
    words.put("http_auth_group", new AclWord("http_auth_group", MatchMethod.STR));
    words.put("method", new AclWord("method", MatchMethod.METH));
    words.put("req_ver", new AclWord("req.ver", MatchMethod.STR));
    words.put("resp_ver", new AclWord("res.ver", MatchMethod.STR));
    MATCHED.forEach(
        (word, fetch) -> {
          words.put(word, new AclWord(fetch, MatchMethod.STR));
          WAYS.forEach(way -> words.put(word + "_" + way.word(), new AclWord(fetch, way)));
        });
    return words;
  }

  private static final Map<String, List<String>> PREDEFINED =
      Map.ofEntries(
          Map.entry("TRUE", List.of("always_true")),
          Map.entry("FALSE", List.of("always_false")),
          Map.entry("LOCALHOST", List.of("src", "127.0.0.1/8", "::1")),
          Map.entry("HTTP", List.of("req.proto_http")),
          Map.entry("HTTP_1.0", List.of("req.ver", "1.0")),
          Map.entry("HTTP_1.1", List.of("req.ver", "1.1")),
          Map.entry("HTTP_2.0", List.of("req.ver", "2.0")),
          Map.entry("METH_CONNECT", List.of("method", "CONNECT")),
          Map.entry("METH_DELETE", List.of("method", "DELETE")),
          Map.entry("METH_GET", List.of("method", "GET", "HEAD")),
          Map.entry("METH_HEAD", List.of("method", "HEAD")),
          Map.entry("METH_OPTIONS", List.of("method", "OPTIONS")),
          Map.entry("METH_POST", List.of("method", "POST")),
          Map.entry("METH_PUT", List.of("method", "PUT")),
          Map.entry("METH_TRACE", List.of("method", "TRACE")),
          Map.entry("HTTP_URL_ABS", List.of("url_reg", "^[^/:]*://")),
          Map.entry("HTTP_URL_SLASH", List.of("url_beg", "/")),
          Map.entry("HTTP_URL_STAR", List.of("url", "*")),
          Map.entry("HTTP_CONTENT", List.of("req.hdr_val(content-length)", "gt", "0")),
          Map.entry("RDP_COOKIE", List.of("req.rdp_cookie_cnt", "gt", "0")),
          Map.entry("REQ_CONTENT", List.of("req.len", "gt", "0")),
          Map.entry("WAIT_END", List.of("wait_end")));

  /** The ACL word, or null where it is no more than a fetch. */
  static AclWord find(String word) {
    return WORDS.get(word);
  }

  /** The words of a predefined ACL, or null. */
  static List<String> predefined(String name) {
    return PREDEFINED.get(name);
  }
}
