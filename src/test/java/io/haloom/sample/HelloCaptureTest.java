package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HelloCaptureTest {
  private static final String VERSION_AND_RANDOM = "0303" + "11".repeat(32);
  private static final String SESSION = "04" + "22222222";
  private static final String SUITES = "0006" + "0a0a1301c02f";
  private static final String GROUPS = "000a0006" + "0004001d0017";
  private static final String FORMATS = "000b0003" + "020001";
  private static final String EMPTY = "00170000";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static HelloCapture of(String extensions, int most) {
    String list = "%04x".formatted(extensions.length() / 2) + extensions;
    String hello = VERSION_AND_RANDOM + SESSION + SUITES + "0100" + list;
    return HelloCapture.of(ByteBuffer.wrap(bytes(hello)), most);
  }

  @Test
  void allOfIt() {
    HelloCapture hello = of(GROUPS + EMPTY + FORMATS, 100);
    assertEquals(0x0303, hello.version());
    assertArrayEquals(bytes("0a0a1301c02f"), hello.suites());
    assertArrayEquals(bytes("000a0017000b"), hello.extensions());
    assertArrayEquals(bytes("001d0017"), hello.groups());
    assertArrayEquals(bytes("0001"), hello.pointFormats());
    byte[] suites = hello.suites();
    assertEquals(XxHash.hash64(suites, 0, suites.length, 0), hello.suitesHash());
  }

  @Test
  void noMoreThanThereIsRoomFor() {
    HelloCapture hello = of(GROUPS + EMPTY + FORMATS, 13);
    assertArrayEquals(bytes("000a0017000b"), hello.extensions());
    assertArrayEquals(bytes("00"), hello.groups());
    assertArrayEquals(bytes(""), hello.pointFormats());
    HelloCapture little = of(GROUPS, 3);
    assertArrayEquals(bytes("0a0a13"), little.suites());
    assertArrayEquals(bytes(""), little.extensions());
    assertEquals(hello.suitesHash(), little.suitesHash());
  }

  @Test
  void anEmptyExtensionAtTheEndIsNotSeen() {
    assertArrayEquals(bytes("000a"), of(GROUPS + EMPTY, 100).extensions());
  }

  @Test
  void whatIsMalformedIsLeftOut() {
    HelloCapture hello = of(GROUPS + "000b0003" + "050001" + "0000", 100);
    assertArrayEquals(bytes("000a000b"), hello.extensions());
    assertArrayEquals(bytes(""), hello.groups());
    String cut = VERSION_AND_RANDOM + SESSION + "0006" + "1301";
    assertNull(HelloCapture.of(ByteBuffer.wrap(bytes(cut)), 100));
    String noExtensions = VERSION_AND_RANDOM + SESSION + SUITES + "0100";
    HelloCapture bare = HelloCapture.of(ByteBuffer.wrap(bytes(noExtensions)), 100);
    assertArrayEquals(bytes(""), bare.extensions());
  }

  @Test
  void valuesWithoutMeaningAreLeftOut() {
    assertArrayEquals(bytes("1301c02f"), HelloCapture.withoutGrease(bytes("0a0a1301fafac02f")));
    assertArrayEquals(bytes("0a1a13"), HelloCapture.withoutGrease(bytes("0a1a13")));
  }
}
