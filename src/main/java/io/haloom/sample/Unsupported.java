package io.haloom.sample;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Why words that HAProxy 2.6 knows are refused here. */
final class Unsupported {
  private static final String TLS = "needs TLS, which is not supported yet";
  private static final String HTTP = "needs HTTP mode, which is not supported yet";
  private static final String STICK_TABLES = "needs stick tables, which are not supported yet";

  private static final Map<String, String> FETCH_PREFIXES =
      Map.of(
          "ssl_", TLS,
          "sc_", STICK_TABLES,
          "sc0_", STICK_TABLES,
          "sc1_", STICK_TABLES,
          "sc2_", STICK_TABLES,
          "table_", STICK_TABLES,
          "internal.", "looks at HAProxy's own memory, which is not here",
          "fcgi.", "needs FastCGI, which is not supported",
          "cpu_", "tells of HAProxy's own scheduler, which is not here",
          "lat_", "tells of HAProxy's own scheduler, which is not here");

  private static final Map<String, String> MORE_FETCH_PREFIXES =
      Map.of(
          "distcc_", "is not supported",
          "capture.", HTTP,
          "http_", HTTP,
          "req.", HTTP,
          "res.", HTTP);

  private static final Set<String> HTTP_FETCHES =
      Set.of(
          ("base base32 base32+src baseq bc_http_major cook cook_cnt cook_val cookie"
                  + " fc_http_major hdr hdr_cnt hdr_ip hdr_val method path pathq query"
                  + " req_proto_http req_ver resp_ver scook scook_cnt scook_val set-cookie shdr"
                  + " shdr_cnt shdr_ip shdr_val status url url32 url32+src url_ip url_param"
                  + " url_port urlp urlp_val")
              .split(" "));

  private static final Set<String> TCP_INFO_FETCHES =
      Set.of(
          ("fc_fackets fc_lost fc_reordering fc_retrans fc_rtt fc_rttvar fc_sacked fc_unacked")
              .split(" "));

  private static final Set<String> ERROR_FETCHES =
      Set.of("fc_err", "fc_err_str", "bc_err", "bc_err_str");

  private static final Pattern SOURCE_ENTRY =
      Pattern.compile("src_(bytes|clr|conn|get|gpc\\d?|http|inc|kbytes|sess|updt)_\\w+");

  /** Ends of words that ACLs alone know: {@code path_beg}, {@code hdr_dom}. */
  private static final List<String> MATCH_ENDS =
      List.of("_beg", "_dir", "_dom", "_end", "_len", "_reg", "_sub");

  private static final Set<String> OTHER_CONVERTERS =
      Set.of(
          "aes_gcm_dec debug json_query jwt_header_query jwt_payload_query jwt_verify protobuf ungrpc xxh3"
              .split(" "));

  private Unsupported() {}

  /** The end of a message about a fetch, or null where HAProxy does not know it either. */
  static String fetch(String name) {
    if (HTTP_FETCHES.contains(name) || HTTP_FETCHES.contains(withoutMatch(name))) {
      return HTTP;
    }
    if (TCP_INFO_FETCHES.contains(name)) {
      return "needs TCP_INFO, which is not supported yet";
    }
    if (ERROR_FETCHES.contains(name)) {
      return "is not supported yet";
    }
    if (SOURCE_ENTRY.matcher(name).matches()) {
      return STICK_TABLES;
    }
    String reason = byPrefix(FETCH_PREFIXES, name);
    boolean here =
        name.startsWith("req.ssl_")
            || name.startsWith("req.payload")
            || name.startsWith("req.rdp_")
            || name.startsWith("res.ssl_")
            || name.startsWith("res.payload")
            || name.endsWith(".len");
    return reason != null || here ? reason : byPrefix(MORE_FETCH_PREFIXES, name);
  }

  private static String withoutMatch(String name) {
    for (String end : MATCH_ENDS) {
      if (name.endsWith(end)) {
        return name.substring(0, name.length() - end.length());
      }
    }
    return name;
  }

  /** The end of a message about a converter, or null where HAProxy does not know it either. */
  static String converter(String name) {
    if (name.startsWith("table_") || name.equals("in_table")) {
      return STICK_TABLES;
    }
    if (name.startsWith("capture-") || name.equals("language")) {
      return HTTP;
    }
    if (name.equals("map") || name.startsWith("map_")) {
      return "needs maps, which are not supported yet";
    }
    return OTHER_CONVERTERS.contains(name) ? "is not supported yet" : null;
  }

  private static String byPrefix(Map<String, String> reasons, String name) {
    for (Map.Entry<String, String> reason : reasons.entrySet()) {
      if (name.startsWith(reason.getKey())) {
        return reason.getValue();
      }
    }
    return null;
  }
}
