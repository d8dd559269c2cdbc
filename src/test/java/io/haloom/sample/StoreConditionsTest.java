package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoreConditionsTest {
  private final FakeContext context = new FakeContext();

  /** Stores a number; what the variable is then. */
  private String store(String variable, long number, String... conditions) throws Exception {
    Sample value = new Sample();
    value.setInt(number);
    VariableName name = VariableName.of(variable);
    StoreConditions.of(List.of(conditions)).store(name, context, value);
    return text(name);
  }

  private String text(VariableName name) {
    Sample now = name.get(context);
    if (now == null) {
      return null;
    }
    Sample text = new Sample();
    text.copyFrom(now);
    text.cast(SampleType.STR);
    return text.latin1();
  }

  @Test
  void variablesOfTheProcessExistOnceTheyAreNamed() throws Exception {
    assertNull(store("proc.a", 1, "ifnotexists"));
    assertNull(store("proc.a", 1, "ifset"));
    assertEquals("1", store("proc.a", 1, "ifexists"));
    assertEquals("2", store("proc.a", 2, "ifset"));
  }

  @Test
  void othersExistOnceSomethingWasStoredOrRefused() throws Exception {
    assertNull(store("sess.a", 1, "ifexists"));
    assertNull(store("sess.a", 1, "ifexists", "ifset"));
    assertNull(store("sess.a", 1, "ifset"));
    assertEquals("2", store("sess.a", 2, "ifexists"));
    assertEquals("2", store("sess.a", 3, "ifnotexists"));
    VariableName.of("sess.a").unset(context);
    assertNull(store("sess.a", 4, "ifexists"));
    assertEquals("5", store("sess.a", 5, "ifnotexists"));
  }

  @Test
  void numbersAreCompared() throws Exception {
    assertEquals("5", store("txn.a", 5, "ifgt"));
    assertEquals("5", store("txn.a", 6, "ifgt"));
    assertEquals("4", store("txn.a", 4, "ifgt"));
    assertEquals("4", store("txn.a", 3, "iflt"));
    assertEquals("7", store("txn.a", 7, "iflt"));
  }
}
