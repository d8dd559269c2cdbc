package io.haloom.sample;

/**
 * The first line of a request, as fetches and log formats ask for it.
 *
 * @param method as it was sent
 * @param target as it was sent
 * @param pathOffset where the path begins in the target, -1 where it has none
 * @param version {@code HTTP/1.1}
 */
public record HttpRequestFacts(String method, String target, int pathOffset, String version) {

  /**
   * As much of a line as is kept: of a longer one the version, and what is over of the target, are
   * left out.
   *
   * @param most bytes of the line
   */
  public static HttpRequestFacts of(
      String method, String target, int pathOffset, String version, int most) {
    int room = most - method.length() - 1;
    if (target.length() + 1 + version.length() <= room) {
      return new HttpRequestFacts(method, target, pathOffset, version);
    }
    if (target.length() + 1 < room) {
      String start = version.substring(0, room - target.length() - 1);
      return new HttpRequestFacts(method, target, pathOffset, start);
    }
    String start = target.substring(0, Math.clamp(room, 0, target.length()));
    return new HttpRequestFacts(method, start, Math.min(pathOffset, start.length()), "");
  }

  /** Appends the whole line, without its end. */
  public void appendLine(ByteText into) {
    into.append(method).append(' ').append(target);
    if (!version.isEmpty()) {
      into.append(' ').append(version);
    }
  }

  /** The version; 0.9 where it was left out, for such a line has none ({@code %HV}). */
  public String shownVersion() {
    return version.isEmpty() ? "HTTP/0.9" : version;
  }

  /** The target up to its question mark ({@code %HP}). */
  public String beforeQuery() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The path alone ({@code %HPO}). */
  public String path() {
    return pathOffset <= 0 ? beforeQuery() : beforeQuery().substring(pathOffset);
  }

  /** The question mark and what follows, or nothing ({@code %HQ}). */
  public String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query);
  }
}
