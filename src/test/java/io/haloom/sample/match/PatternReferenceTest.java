package io.haloom.sample.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.sample.CompileException;
import io.haloom.sample.Sample;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatternReferenceTest {
  private final PatternReference reference = new PatternReference(null, "test", true);

  private static Sample text(String value) {
    Sample sample = new Sample();
    sample.setString(value);
    return sample;
  }

  private static Sample address(int value) {
    Sample sample = new Sample();
    sample.setIpv4(value);
    return sample;
  }

  private static String found(PatternSet set, Sample sample) {
    PatternEntry entry = set.find(sample);
    return entry == null ? null : entry.pattern();
  }

  @Test
  void changesAreSeenByEveryWayToMatch() throws CompileException {
    PatternSet whole = reference.set(MatchMethod.STR, MatchFlags.NONE, null);
    PatternSet start = reference.set(MatchMethod.BEG, MatchFlags.NONE, null);
    reference.add("ab", "1");
    reference.add("abc", "2");
    assertEquals("abc", found(start, text("abcd")));
    assertEquals("ab", found(whole, text("ab")));
    assertTrue(reference.remove("abc"));
    assertEquals("ab", found(start, text("abcd")));
    assertFalse(reference.remove("abc"));
    assertNull(reference.change("ab", "3"));
    assertEquals("3", start.find(text("abcd")).value().text());
    reference.clear(0);
    assertNull(found(start, text("abcd")));
  }

  @Test
  void theFirstOfEqualPatternsCounts() throws CompileException {
    PatternSet set = reference.set(MatchMethod.STR, MatchFlags.NONE, null);
    reference.add("a", "first");
    reference.add("a", "second");
    assertEquals("first", set.find(text("a")).value().text());
    reference.remove(set.find(text("a")).id());
    assertEquals("second", set.find(text("a")).value().text());
  }

  @Test
  void aVersionIsSeenOnceItIsCommitted() throws CompileException {
    PatternSet set = reference.set(MatchMethod.IP, MatchFlags.NONE, null);
    reference.add("10.0.0.0/8", "old");
    int version = reference.prepare();
    reference.add("10.1.0.0/16", "new", version);
    assertEquals("10.0.0.0/8", found(set, address(0x0A010101)));
    assertTrue(reference.commit(version));
    assertEquals("10.1.0.0/16", found(set, address(0x0A010101)));
    assertNull(found(set, address(0x0A020101)));
    assertEquals(1, reference.size());
    assertFalse(reference.commit(version));
    assertFalse(reference.commit(version + 1));
  }

  @Test
  void actionsPutAndAddOnce() throws CompileException {
    PatternSet set = reference.set(MatchMethod.STR, MatchFlags.NONE, null);
    reference.put("k", "1");
    reference.put("k", "2");
    reference.addIfAbsent("k");
    reference.addIfAbsent("new");
    assertEquals(2, reference.size());
    assertEquals("2", set.find(text("k")).value().text());
    assertEquals("new", found(set, text("new")));
  }

  @Test
  void aBadPatternChangesNothing() throws CompileException {
    PatternSet texts = reference.set(MatchMethod.STR, MatchFlags.NONE, null);
    reference.set(MatchMethod.IP, new MatchFlags(false, true), null);
    assertThrows(CompileException.class, () -> reference.add("x", "1"));
    assertEquals(0, reference.size());
    assertNull(found(texts, text("x")));
  }

  @Test
  void prefixesAreFoundAsAListWouldFindThem() throws CompileException {
    PatternSet set = reference.set(MatchMethod.IP, MatchFlags.NONE, null);
    Random random = new Random(7);
    int[] bases = new int[400];
    int[] lengths = new int[400];
    for (int i = 0; i < bases.length; i++) {
      lengths[i] = random.nextInt(33);
      bases[i] = random.nextInt(1 << 12) << 20 & (lengths[i] == 0 ? 0 : -1 << 32 - lengths[i]);
      reference.add(text(bases[i], lengths[i]), "v");
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 2000; i++) {
        int wanted = random.nextInt(1 << 12) << 20 | random.nextInt(4);
        assertEquals(longest(bases, lengths, wanted), found(set, address(wanted)));
      }
      for (int i = 0; i < bases.length; i += 2) {
        reference.remove(text(bases[i], lengths[i]));
        for (int other = 0; other < bases.length; other++) {
          boolean same = bases[other] == bases[i] && lengths[other] == lengths[i];
          lengths[other] = same && other != i ? -1 : lengths[other];
        }
        lengths[i] = -1;
      }
    }
  }

  private static String text(int base, int length) {
    return (base >>> 24)
        + "."
        + (base >>> 16 & 255)
        + "."
        + (base >>> 8 & 255)
        + "."
        + (base & 255)
        + "/"
        + length;
  }

  private static String longest(int[] bases, int[] lengths, int wanted) {
    int best = -1;
    for (int i = 0; i < bases.length; i++) {
      int mask = lengths[i] <= 0 ? 0 : -1 << 32 - lengths[i];
      boolean in = lengths[i] >= 0 && (wanted & mask) == bases[i];
      best = in && (best < 0 || lengths[i] > lengths[best]) ? i : best;
    }
    return best < 0 ? null : text(bases[best], lengths[best]);
  }
}
