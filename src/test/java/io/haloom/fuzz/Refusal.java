package io.haloom.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message that Haloom refuses and HAProxy passes on. All that came before it is the same; of what
 * comes behind it nothing is asked.
 */
final class Refusal {
  /** A page of 4xx, 502 or 504 that HAProxy itself answers with, where it begins what it told. */
  static final String ANY_PAGE =
      "\\AHTTP/1\\.1 (4\\d\\d|50[24]) .*\\n(?i:content-length: \\d+)\\\\r\\\\n\\n"
          + "(?i:cache-control: no-cache)\\\\r";

  private static final Pattern PAGE =
      Pattern.compile("(?m)HTTP/1\\.1 (400 Bad request|502 Bad Gateway)\\\\r\\\\n$");
  private static final Pattern END = Pattern.compile("<(END|NOTHING COMES)>$");
  private static final Pattern REFUSED = Pattern.compile("^log: \\S+ \\S+ (400|502) ");
  private static final String SERVER = "server:\n";
  private static final String LOG = "log: ";

  private final String client;
  private final List<String> servers = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  /** An outcome, as {@link Visit#outcome} tells it, without the bytes of its log. */
  private Refusal(String outcome) {
    int logged = outcome.indexOf("\n" + LOG);
    String streams = logged < 0 ? outcome : outcome.substring(0, logged + 1);
    if (logged >= 0) {
      log.addAll(List.of(outcome.substring(logged + 1).split("\n")));
    }
    String[] parts = streams.split("(?m)^" + SERVER);
    client = parts[0];
    for (int i = 1; i < parts.length; i++) {
      servers.add(parts[i]);
    }
  }

  /**
   * Whether that is so.
   *
   * @param passed is found in what HAProxy has passed on, answered and logged, and Haloom has not
   */
  static boolean isBetween(String haproxy, String haloom, Pattern passed) {
    Refusal theirs = new Refusal(haproxy);
    Refusal ours = new Refusal(haloom);
    int page = ours.pageInsteadOf(theirs.client);
    int logged = same(theirs.log, ours.log);
    int stream = same(theirs.servers, ours.servers);
    if (page < 0 || logged == ours.log.size() || !REFUSED.matcher(ours.log.get(logged)).find()) {
      return false;
    }
    StringBuilder more = new StringBuilder(theirs.client.substring(page));
    for (int i = stream; i < theirs.servers.size(); i++) {
      String text = theirs.servers.get(i);
      int begun = i == stream && i < ours.servers.size() ? begun(ours.servers.get(i), text) : 0;
      if (begun < 0) {
        return false;
      }
      // The line in which they part is seen as a whole.
      more.append('\n').append(text.substring(text.lastIndexOf('\n', begun) + 1));
    }
    for (String line : theirs.log.subList(logged, theirs.log.size())) {
      more.append('\n').append(line);
    }
    return passed.matcher(more).find();
  }

  /** Where the first page begins that the other client was not told; -1 where they part before. */
  private int pageInsteadOf(String other) {
    Matcher page = PAGE.matcher(client);
    while (page.find() && other.startsWith(client.substring(0, page.start()))) {
      if (!other.startsWith(client.substring(0, page.end()))) {
        return page.start();
      }
    }
    return -1;
  }

  /** How much of the other stream this one is but for its end; -1 where it is another. */
  private static int begun(String stream, String other) {
    String begun = END.matcher(stream.stripTrailing()).replaceFirst("");
    return other.startsWith(begun) ? begun.length() : -1;
  }

  /** How many of both are the same, from the first on. */
  private static int same(List<String> theirs, List<String> ours) {
    int same = 0;
    while (same < Math.min(theirs.size(), ours.size()) && theirs.get(same).equals(ours.get(same))) {
      same++;
    }
    return same;
  }
}
