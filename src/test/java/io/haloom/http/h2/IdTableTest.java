package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdTableTest {
  private record Numbered(int id) implements IdTable.Entry {}

  private final IdTable<Numbered> table = new IdTable<>();

  @Test
  void whatIsNotThereIsNull() {
    assertNull(table.get(0));
    table.remove(1);
    assertEquals(0, table.size());
  }

  /** As a map does, whatever comes and goes in whichever order. */
  @Test
  void holdsWhatAMapHolds() {
    Random random = new Random(7);
    Map<Integer, Numbered> map = new HashMap<>();
    for (int step = 0; step < 100_000; step++) {
      // Now few and now many of them, so that it grows, and becomes small again.
      int most = step / 10_000 % 2 == 0 ? 300 : 6;
      int id = random.nextInt(-most, most) * 2 + 1;
      if (map.containsKey(id) || map.size() > most) {
        int gone = map.containsKey(id) ? id : map.keySet().iterator().next();
        map.remove(gone);
        table.remove(gone);
      } else {
        Numbered entry = new Numbered(id);
        map.put(id, entry);
        table.add(entry);
      }
      assertEquals(map.size(), table.size());
      assertSame(map.get(id), table.get(id));
    }
    assertEquals(new HashSet<>(map.values()), new HashSet<>(table.all()));
    List<Integer> all = new ArrayList<>(map.keySet());
    all.forEach(table::remove);
    assertEquals(List.of(), table.all());
  }
}
