package io.haloom.net.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemMessageTest {
  @ParameterizedTest
  @CsvSource({
    "Connection refused (connect failed), Connection refused",
    "Cannot assign requested address (bind failed), Cannot assign requested address",
    "Connection refused, Connection refused",
    "Name or service not known (one.test), Name or service not known (one.test)",
    ", null"
  })
  void isWithoutTheCallThatFailed(String jdks, String expected) {
    assertEquals(expected, SystemMessage.of(new IOException(jdks)));
  }
}
