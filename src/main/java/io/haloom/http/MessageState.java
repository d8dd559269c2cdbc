package io.haloom.http;

/**
 * Where a parser is in a message, in the order and by the names of HAProxy, whose {@code show
 * errors} prints them.
 */
public enum MessageState {
  RQBEFORE,
  RQBEFORE_CR,
  RQMETH,
  RQMETH_SP,
  RQURI,
  RQURI_SP,
  RQVER,
  RQLINE_END,
  RPBEFORE,
  RPBEFORE_CR,
  RPVER,
  RPVER_SP,
  RPCODE,
  RPCODE_SP,
  RPREASON,
  RPLINE_END,
  HDR_FIRST,
  HDR_NAME,
  HDR_COL,
  HDR_L1_SP,
  HDR_L1_LF,
  HDR_L1_LWS,
  HDR_VAL,
  HDR_L2_LF,
  HDR_L2_LWS,
  LAST_LF,
  CHUNK_SIZE,
  DATA,
  CHUNK_CRLF,
  TRAILERS,
  DONE
}
