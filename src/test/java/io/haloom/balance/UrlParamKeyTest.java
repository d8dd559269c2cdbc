package io.haloom.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.haloom.model.BalanceConfig.HashFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts of a body that is posted, as HAProxy reads it since 3.4. */
class UrlParamKeyTest {
  private final UrlParamKey key = new UrlParamKey("id", HashFunction.SDBM);

  private long hash(String body) throws Exception {
    return key.hash(RequestKey.http("POST / HTTP/1.1\\nHost: a\\n\\n" + body), false);
  }

  @ParameterizedTest
  @CsvSource({
    "id=alice smith, id=alice",
    "id=x\\r\\ny=2, id=x",
    "id=x&id=y, id=x",
    "a=/&id=x, id=x"
  })
  void aValueEndsAtWhatFollows(String body, String same) throws Exception {
    assertEquals(hash(same), hash(body));
    assertNotEquals(HashKey.NONE, hash(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id=x/y", "id=caf\\xe9", "id=/", "id=a\\x00b", "id=x{}"})
  void aBodyOfAnotherKindHasNone(String body) throws Exception {
    assertEquals(HashKey.NONE, hash(body));
  }

  @Test
  void whatIsEscapedCounts() throws Exception {
    assertNotEquals(HashKey.NONE, hash("id=x%2fy+z"));
  }
}
