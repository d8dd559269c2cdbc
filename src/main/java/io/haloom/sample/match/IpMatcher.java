package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.IpText;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code -m ip}: the sample is one of the addresses or in one of the networks. An IPv6 address that
 * holds an IPv4 one (mapped, compatible, 6to4) is looked up as such too, and an IPv4 address among
 * mapped IPv6 networks.
 */
final class IpMatcher implements Matcher {
  private static final long MAPPED = 0xFFFF_0000_0000L;

  private final AddressRanges fours;
  private final AddressRanges sixes;

  /** Address and mask in turn, for masks that are not prefixes. */
  private final int[] scattered;

  private IpMatcher(AddressRanges fours, AddressRanges sixes, int[] scattered) {
    this.fours = fours;
    this.sixes = sixes;
    this.scattered = scattered;
  }

  static IpMatcher of(List<String> patterns, MatchFlags flags) throws CompileException {
    AddressRanges.Builder fours = new AddressRanges.Builder();
    AddressRanges.Builder sixes = new AddressRanges.Builder();
    List<Integer> scattered = new ArrayList<>();
    for (String pattern : patterns) {
      if (!addFour(pattern, flags, fours, scattered) && !addSix(pattern, sixes)) {
        throw new CompileException("'" + pattern + "' is not a valid IPv4 or IPv6 address");
      }
    }
    return new IpMatcher(
        fours.build(), sixes.build(), scattered.stream().mapToInt(Integer::intValue).toArray());
  }

  private static boolean addFour(
      String pattern, MatchFlags flags, AddressRanges.Builder fours, List<Integer> scattered) {
    int slash = pattern.lastIndexOf('/');
    String address = slash < 0 ? pattern : pattern.substring(0, slash);
    Integer mask = slash < 0 ? Integer.valueOf(-1) : mask(pattern.substring(slash + 1));
    byte[] raw = IpText.parseIpv4Exactly(address);
    if (raw == null && mask != null && !flags.noResolve() && address.indexOf(':') < 0) {
      raw = resolve(address);
    }
    if (raw == null || mask == null) {
      return false;
    }
    int bits = (int) Bytes.bigEndian(raw, 0, 4);
    int hosts = ~mask;
    if ((hosts & hosts + 1) == 0) {
      long first = (bits & mask) & 0xFFFFFFFFL;
      fours.add(0, first, 0, first + (hosts & 0xFFFFFFFFL));
    } else {
      scattered.add(bits);
      scattered.add(mask);
    }
    return true;
  }

  private static byte[] resolve(String name) {
    if (name.isEmpty()) {
      return null;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(name)) {
        if (address instanceof Inet4Address) {
          return address.getAddress();
        }
      }
      return null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static Integer mask(String text) {
    if (text.indexOf('.') >= 0) {
      byte[] raw = IpText.parseIpv4Exactly(text);
      return raw == null ? null : Integer.valueOf((int) Bytes.bigEndian(raw, 0, 4));
    }
    Long length = Ranges.number(text, false);
    return length == null || length > 32
        ? null
        : Integer.valueOf(length == 0 ? 0 : (int) (-1L << 32 - length));
  }

  private static boolean addSix(String pattern, AddressRanges.Builder sixes) {
    int slash = pattern.lastIndexOf('/');
    byte[] raw = IpText.parseIpv6(slash < 0 ? pattern : pattern.substring(0, slash));
    Long length =
        slash < 0 ? Long.valueOf(128) : Ranges.number(pattern.substring(slash + 1), false);
    if (raw == null || length == null || length > 128) {
      return false;
    }
    long upperHosts = length >= 64 ? 0 : -1L >>> length;
    long lowerHosts = length >= 128 ? 0 : length <= 64 ? -1L : -1L >>> length - 64;
    long upper = Bytes.bigEndian(raw, 0, 8) & ~upperHosts;
    long lower = Bytes.bigEndian(raw, 8, 8) & ~lowerHosts;
    sixes.add(upper, lower, upper | upperHosts, lower | lowerHosts);
    return true;
  }

  @Override
  public boolean matches(Sample sample) {
    if (sample.type() == SampleType.IPV4) {
      return matchesFour(sample.number()) || sixes.contains(0, MAPPED | sample.number());
    }
    if (sixes.contains(sample.high(), sample.low())) {
      return true;
    }
    long prefix = sample.low() >>> 32;
    if (sample.high() == 0 && (prefix == 0 || prefix == 0xFFFF)) {
      return matchesFour(sample.low() & 0xFFFFFFFFL);
    }
    return sample.high() >>> 48 == 0x2002 && matchesFour(sample.high() >>> 16 & 0xFFFFFFFFL);
  }

  private boolean matchesFour(long address) {
    if (fours.contains(0, address)) {
      return true;
    }
    for (int i = 0; i < scattered.length; i += 2) {
      if ((((int) address ^ scattered[i]) & scattered[i + 1]) == 0) {
        return true;
      }
    }
    return false;
  }
}
