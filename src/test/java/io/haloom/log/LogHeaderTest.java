package io.haloom.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.model.LogTarget.Format;
import io.haloom.sample.ByteText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LogHeaderTest {
  private static final long MICROS = 1_700_000_000_012_345L;

  private final String date = local("MMM ppd HH:mm:ss ");
  private final String iso = local("yyyy-MM-dd'T'HH:mm:ss") + ".012345" + local("xxx");

  private static String local(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .format(Instant.ofEpochSecond(MICROS / 1_000_000).atZone(ZoneId.systemDefault()));
  }

  private static String header(Format format, String host, String data) {
    ByteText out = new ByteText();
    LogMessage message = new LogMessage(6, MICROS, "tag", data, new byte[0]);
    new LogHeader(format, 16, 0, host, 42).append(out, message);
    return out.toString();
  }

  @Test
  void everyFormat() {
    assertEquals("<134>" + date + "tag[42]: ", header(Format.LOCAL, null, null));
    assertEquals("<134>" + date + "tag[42]: ", header(Format.LOCAL, "h", null));
    assertEquals("<134>" + date + "h tag[42]: ", header(Format.RFC3164, "h", null));
    assertEquals("<134>" + date + "localhost tag[42]: ", header(Format.RFC3164, null, null));
    assertEquals("<134>1 " + iso + " - tag 42 - - ", header(Format.RFC5424, null, null));
    assertEquals(
        "<134>1 " + iso + " h tag 42 - [a b=\"c\"] ", header(Format.RFC5424, "h", "[a b=\"c\"]"));
    assertEquals("<134>", header(Format.PRIORITY, null, null));
    assertEquals("<6>", header(Format.SHORT, null, null));
    assertEquals("<6>" + iso + " ", header(Format.TIMED, null, null));
    assertEquals(iso + " ", header(Format.ISO, null, null));
    assertEquals("", header(Format.RAW, null, null));
  }

  @Test
  void withoutFormatTheHostNameDecides() {
    assertTrue(header(null, null, null).endsWith(" tag[42]: "));
    assertTrue(header(null, "h", null).endsWith(" h tag[42]: "));
  }

  @Test
  void severeLevelsAreLowered() {
    ByteText out = new ByteText();
    new LogHeader(Format.PRIORITY, 0, 5, null, 1)
        .append(out, new LogMessage(1, MICROS, "t", null, new byte[0]));
    assertEquals("<5>", out.toString());
  }
}
