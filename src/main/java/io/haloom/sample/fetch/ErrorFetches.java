package io.haloom.sample.fetch;

import io.haloom.net.TlsException;
import io.haloom.sample.FetchWord;
import io.haloom.sample.SampleType;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.Source;
import java.util.List;
import java.util.function.Function;

/**
 * Fetches of what went wrong with a connection before it was one ({@code fc_err}; configuration
 * manual, sections 7.3.3 and 8.2.6): a header before the data that was not accepted, or a
 * handshake.
 */
final class ErrorFetches {
  private static final String NO_ERROR = "Success";

  /** What HAProxy calls them, from {@link #FIRST} on. */
  private static final List<String> ERRORS =
      List.of(
          "Connection closed while waiting for PROXY protocol header",
          "Connection error while waiting for PROXY protocol header",
          "Timeout while waiting for PROXY protocol header",
          "Truncated PROXY protocol header received",
          "Received something which does not look like a PROXY protocol header",
          "Received an invalid PROXY protocol header",
          "Received an unhandled protocol in the PROXY protocol header",
          "Connection closed while waiting for NetScaler Client IP header",
          "Connection error while waiting for NetScaler Client IP header",
          "Timeout while waiting for a NetScaler Client IP header",
          "Truncated NetScaler Client IP header received",
          "Received an invalid NetScaler Client IP magic number",
          "Received an unhandled protocol in the NetScaler Client IP header",
          TlsException.CLOSED,
          TlsException.BROKEN,
          TlsException.TIMEOUT,
          "Too many SSL connections",
          "Out of memory when initializing an SSL connection",
          "Rejected a client-initiated SSL renegotiation attempt",
          "SSL client CA chain cannot be verified",
          "SSL client certificate not trusted",
          "Server presented an SSL certificate different from the configured one",
          "Server presented an SSL certificate different from the expected one",
          TlsException.HANDSHAKE,
          "SSL handshake failure after heartbeat",
          "Stopped a TLSv1 heartbeat attack (CVE-2014-0160)",
          "Attempt to use SSL on an unknown target (internal error)",
          "Server refused early data",
          "SOCKS4 Proxy write error during handshake",
          "SOCKS4 Proxy read error during handshake",
          "SOCKS4 Proxy deny the request",
          "SOCKS4 Proxy handshake aborted by server",
          TlsException.FATAL);

  private static final int FIRST = 11;

  private ErrorFetches() {}

  static List<FetchWord> words() {
    return List.of(
        code("fc_err", Source.CLIENT_ADDRESS, ErrorFetches::client),
        text("fc_err_str", Source.CLIENT_ADDRESS, ErrorFetches::client),
        code("bc_err", Source.SERVER_CONNECTION, ErrorFetches::server),
        text("bc_err_str", Source.SERVER_CONNECTION, ErrorFetches::server));
  }

  /** Null where there is no connection of a client: in a check. */
  private static String client(SessionFacts session) {
    if (session.connectionSource() == null) {
      return null;
    }
    return session.handshakeFailure() == null ? NO_ERROR : session.handshakeFailure();
  }

  private static String server(SessionFacts session) {
    if (session.serverFailure() != null) {
      return session.serverFailure();
    }
    return session.serverSide() == null && session.connectedMillis() < 0 ? null : NO_ERROR;
  }

  private static FetchWord code(String name, Source source, Function<SessionFacts, String> error) {
    return FetchWord.plain(
        name,
        SampleType.SINT,
        source,
        (context, sample) -> {
          String text = context.session() == null ? null : error.apply(context.session());
          sample.setInt(text == null || text.equals(NO_ERROR) ? 0 : number(text));
          return text != null;
        });
  }

  private static int number(String text) {
    return FIRST + ERRORS.indexOf(text);
  }

  private static FetchWord text(String name, Source source, Function<SessionFacts, String> error) {
    return FetchWord.plain(
        name,
        SampleType.STR,
        source,
        (context, sample) -> {
          String text = context.session() == null ? null : error.apply(context.session());
          if (text != null) {
            sample.setString(text);
          }
          return text != null;
        });
  }
}
