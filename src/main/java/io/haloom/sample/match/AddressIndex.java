package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@code -m ip}: the sample is one of the addresses or in one of the networks, of which the longest
 * prefix counts. An IPv6 address that holds an IPv4 one (mapped, compatible, 6to4) is looked up as
 * such too, and an IPv4 address among mapped IPv6 networks.
 */
final class AddressIndex implements PatternIndex {
  private static final long MAPPED = 0xFFFF_0000_0000L;

  private final MatchFlags flags;
  private final PrefixTree fours = new PrefixTree();
  private final PrefixTree sixes = new PrefixTree();

  /** Networks whose masks are not prefixes. */
  private final List<Scattered> scattered = new CopyOnWriteArrayList<>();

  /** What names among the patterns resolved to. */
  private final Map<PatternEntry, Network> resolved = new ConcurrentHashMap<>();

  private record Scattered(PatternEntry entry, int address, int mask) {}

  AddressIndex(MatchFlags flags) {
    this.flags = flags;
  }

  @Override
  public void add(PatternEntry entry) throws CompileException {
    Network network = Network.of(entry.pattern());
    if (network == null && !flags.noResolve() && entry.line() != PatternEntry.ADDED) {
      network = Network.ofName(entry.pattern());
      if (network != null) {
        resolved.put(entry, network);
      }
    }
    if (network == null) {
      throw new CompileException("'" + entry.pattern() + "' is not a valid IPv4 or IPv6 address");
    }
    if (!network.four()) {
      sixes.add(network.high(), network.low(), network.length(), entry);
    } else if (network.length() >= 0) {
      fours.add(network.high(), 0, network.length(), entry);
    } else {
      scattered.add(new Scattered(entry, (int) (network.high() >>> 32), network.mask()));
    }
  }

  @Override
  public void remove(PatternEntry entry) {
    if (scattered.removeIf(network -> network.entry == entry)) {
      return;
    }
    Network network = resolved.remove(entry);
    network = network == null ? Network.of(entry.pattern()) : network;
    PrefixTree tree = network.four() ? fours : sixes;
    tree.remove(network.high(), network.low(), network.length(), entry);
  }

  @Override
  public PatternEntry find(Sample sample, int version) {
    PatternEntry found;
    if (sample.type() == SampleType.IPV4) {
      found = fours.find(sample.number() << 32, 0, version);
      found = found == null ? sixes.find(0, MAPPED | sample.number(), version) : found;
      return found == null ? scattered((int) sample.number(), version) : found;
    }
    found = sixes.find(sample.high(), sample.low(), version);
    if (found != null) {
      return found;
    }
    long prefix = sample.low() >>> 32;
    long four;
    if (sample.high() == 0 && (prefix == 0 || prefix == 0xFFFF)) {
      four = sample.low() & 0xFFFFFFFFL;
    } else if (sample.high() >>> 48 == 0x2002) {
      four = sample.high() >>> 16 & 0xFFFFFFFFL;
    } else {
      return null;
    }
    found = fours.find(four << 32, 0, version);
    return found == null ? scattered((int) four, version) : found;
  }

  private PatternEntry scattered(int address, int version) {
    for (Scattered network : scattered) {
      if (((address ^ network.address) & network.mask) == 0 && network.entry.version() == version) {
        return network.entry;
      }
    }
    return null;
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    for (Scattered network : scattered) {
      if (network.entry == entry) {
        return false;
      }
    }
    return true;
  }
}
