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

  /** The whole line, without its end. */
  public String line() {
    return method + " " + target + " " + version;
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
