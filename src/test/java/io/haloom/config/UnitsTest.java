package io.haloom.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.config.TimeValue.Parsed;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "3000,MS,3000", "5s,MS,5000", "1500us,MS,2", "1m,MS,60000", "2h,S,7200", "1d,MS,86400000",
    "1,S,1", "1ms,S,1", "0,MS,0", "2147483647,MS,2147483647", "30,D,30", "25h,D,2",
  })
  void times(String text, Unit unit, int value) {
    assertEquals(new Parsed(value, null, null), TimeValue.parse(text, unit));
  }

  @ParameterizedTest
  @CsvSource({
    "2147483648,OVERFLOW,",
    "25d,OVERFLOW,",
    "99999999999999999999,OVERFLOW,",
    "abc,UNEXPECTED,abc",
    "5x,UNEXPECTED,x",
    "5u,UNEXPECTED,u",
    "-1,UNEXPECTED,-1",
  })
  void badTimes(String text, Problem problem, String rest) {
    assertEquals(new Parsed(0, problem, rest), TimeValue.parse(text, Unit.MS));
  }

  @Test
  void whatFollowsAUnitIsTold() {
    assertEquals(new Parsed(1, null, "x"), TimeValue.parse("1msx", Unit.MS));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "16384,16384",
    "10k,10240",
    "1M,1048576",
    "3g,3221225472",
    "4294967295,4294967295"
  })
  void sizes(String text, long value) {
    assertEquals(value, SizeValue.parse(text).value());
  }

  @ParameterizedTest
  @CsvSource({"4294967296,6", "4g,g", "10kb,b", "x,x", "1t,t"})
  void badSizes(String text, String rest) {
    assertEquals(rest, SizeValue.parse(text).rest());
  }

  @Test
  void theNearestWordIsSuggested() {
    List<String> known = List.of("maxconn", "mode", "bind", "use_backend");
    assertEquals("maxconn", Suggest.nearest("maxcon", known));
    assertEquals("maxconn", Suggest.nearest("maxocnn", known));
    assertEquals("use_backend", Suggest.nearest("use-backend", known));
    assertEquals("bind", Suggest.nearest("bnd", known));
    assertNull(Suggest.nearest("bogus", known));
  }
}
