package io.haloom.http.h2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The fields that every table begins with (RFC 7541, appendix A): 1 to {@link #COUNT}. */
final class StaticTable {
  private static final String FIELDS =
      """
      :authority=
      :method=GET
      :method=POST
      :path=/
      :path=/index.html
      :scheme=http
      :scheme=https
      :status=200
      :status=204
      :status=206
      :status=304
      :status=400
      :status=404
      :status=500
      accept-charset=
      accept-encoding=gzip, deflate
      accept-language=
      accept-ranges=
      accept=
      access-control-allow-origin=
      age=
      allow=
      authorization=
      cache-control=
      content-disposition=
      content-encoding=
      content-language=
      content-length=
      content-location=
      content-range=
      content-type=
      cookie=
      date=
      etag=
      expect=
      expires=
      from=
      host=
      if-match=
      if-modified-since=
      if-none-match=
      if-range=
      if-unmodified-since=
      last-modified=
      link=
      location=
      max-forwards=
      proxy-authenticate=
      proxy-authorization=
      range=
      referer=
      refresh=
      retry-after=
      server=
      set-cookie=
      strict-transport-security=
      transfer-encoding=
      user-agent=
      vary=
      via=
      www-authenticate=
      """;

  static final int COUNT = 61;

  /** The number of places that names are looked for in. */
  private static final int PLACES = 256;

  private static final byte[][] NAMES = new byte[COUNT + 1][];
  private static final byte[][] VALUES = new byte[COUNT + 1][];

  /** Names and values, one behind the other. */
  private static final byte[][] BOTH = new byte[COUNT + 1][];

  private static final byte[] PLACE = new byte[PLACES];

  static {
    String[] fields = FIELDS.split("\n");
    for (int index = 1; index <= COUNT; index++) {
      int equals = fields[index - 1].indexOf('=');
      NAMES[index] = ascii(fields[index - 1].substring(0, equals));
      VALUES[index] = ascii(fields[index - 1].substring(equals + 1));
      BOTH[index] = ascii(fields[index - 1].replaceFirst("=", ""));
      if (!Arrays.equals(NAMES[index], NAMES[index - 1])) {
        int place = place(FieldHash.of(NAMES[index], 0, NAMES[index].length));
        while (PLACE[place] != 0) {
          place = (place + 1) % PLACES;
        }
        PLACE[place] = (byte) index;
      }
    }
  }

  private StaticTable() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static int place(int hash) {
    return (hash ^ hash >>> 8 ^ hash >>> 16) & PLACES - 1;
  }

  /** Not to be changed. */
  static byte[] name(int index) {
    return NAMES[index];
  }

  /** Not to be changed. */
  static byte[] value(int index) {
    return VALUES[index];
  }

  /** The name and behind it the value; not to be changed. */
  static byte[] both(int index) {
    return BOTH[index];
  }

  /** The first field whose name is the first bytes of an array, or 0. */
  static int find(byte[] name, int length, int hash) {
    for (int place = place(hash); PLACE[place] != 0; place = (place + 1) % PLACES) {
      byte[] known = NAMES[PLACE[place]];
      if (known.length == length && Arrays.equals(known, 0, length, name, 0, length)) {
        return PLACE[place];
      }
    }
    return 0;
  }

  /** The field with the name of {@code first}, which find has given, and that value, or 0. */
  static int find(int first, byte[] value, int from, int to) {
    for (int index = first; index <= COUNT && NAMES[index].length == NAMES[first].length; index++) {
      byte[] known = VALUES[index];
      if (Arrays.equals(known, 0, known.length, value, from, to)
          && Arrays.equals(NAMES[index], NAMES[first])) {
        return index;
      }
    }
    return 0;
  }
}
