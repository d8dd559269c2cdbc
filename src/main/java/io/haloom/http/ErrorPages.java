package io.haloom.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * HAProxy's default error messages (configuration manual, section 1.3.1 and {@code errorfile}):
 * those that clients and tests compare byte for byte.
 */
public final class ErrorPages {
  private ErrorPages() {}

  /** One default message. */
  private record Page(String reason, String text, boolean close) {}

  private static Page page(int status) {
    return switch (status) {
      case 200 -> new Page("OK", "Service ready.", false);
      case 400 -> new Page("Bad request", "Your browser sent an invalid request.", true);
      case 401, 407 ->
          new Page(
              "Unauthorized", "You need a valid user and password to access this content.", false);
      case 403 -> new Page("Forbidden", "Request forbidden by administrative rules.", false);
      case 404 -> new Page("Not Found", "The resource could not be found.", false);
      case 405 ->
          new Page(
              "Method Not Allowed",
              "A request was made of a resource using a request method not supported by that"
                  + " resource",
              false);
      case 408 ->
          new Page(
              "Request Time-out", "Your browser didn't send a complete request in time.", true);
      case 410 ->
          new Page(
              "Gone",
              "The resource is no longer available and will not be available again.",
              false);
      case 413 ->
          new Page("Payload Too Large", "The request entity exceeds the maximum allowed.", false);
      case 421 ->
          new Page("Misdirected Request", "Request sent to a non-authoritative server.", false);
      case 422 ->
          new Page(
              "Unprocessable Content",
              "The server cannot process the contained instructions.",
              false);
      case 425 -> new Page("Too Early", "Your browser sent early data.", false);
      case 429 ->
          new Page(
              "Too Many Requests",
              "You have sent too many requests in a given amount of time.",
              false);
      default -> serverError(status);
    };
  }

  private static Page serverError(int status) {
    return switch (status) {
      case 501 ->
          new Page(
              "Not Implemented",
              ".The server does not support the functionality required to fulfill the request.",
              false);
      case 502 ->
          new Page("Bad Gateway", "The server returned an invalid or incomplete response.", false);
      case 503 ->
          new Page("Service Unavailable", "No server is available to handle this request.", false);
      case 504 -> new Page("Gateway Time-out", "The server didn't respond in time.", false);
      default -> new Page("Internal Server Error", "An internal server error occurred.", false);
    };
  }

  /** Whether there is a message of its own for this status; the others get that of 500. */
  public static boolean has(int status) {
    return switch (status) {
      case 200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429 -> true;
      case 500, 501, 502, 503, 504 -> true;
      default -> false;
    };
  }

  /** The body of the message. */
  public static String body(int status) {
    Page page = page(status);
    int shown = has(status) ? status : 500;
    return "<html><body><h1>"
        + shown
        + ' '
        + page.reason()
        + "</h1>\n"
        + page.text()
        + "\n</body></html>\n";
  }

  /** The message as a reply. */
  public static HttpReply reply(int status) {
    Page page = page(status);
    byte[] body = body(status).getBytes(StandardCharsets.US_ASCII);
    List<HttpReply.Field> fields = new ArrayList<>();
    fields.add(field(HeaderName.CONTENT_LENGTH, Integer.toString(body.length)));
    fields.add(field(HeaderName.CACHE_CONTROL, "no-cache"));
    if (page.close()) {
      fields.add(field(HeaderName.CONNECTION, "close"));
    }
    fields.add(field(HeaderName.CONTENT_TYPE, "text/html"));
    return new HttpReply(has(status) ? status : 500, page.reason(), List.copyOf(fields), body);
  }

  private static HttpReply.Field field(HeaderName name, String value) {
    return new HttpReply.Field(name, value);
  }

  /**
   * The whole message as it is sent to a client whose request could not be read: nothing is added
   * to it, and the connection is closed after it.
   */
  public static ByteBuffer message(int status) {
    Page page = page(status);
    String body = body(status);
    String head =
        "HTTP/1.1 "
            + (has(status) ? status : 500)
            + ' '
            + page.reason()
            + "\r\nContent-length: "
            + body.length()
            + "\r\nCache-Control: no-cache\r\n"
            + (page.close() ? "Connection: close\r\n" : "")
            + "Content-Type: text/html\r\n\r\n";
    return ByteBuffer.wrap((head + body).getBytes(StandardCharsets.US_ASCII));
  }
}
