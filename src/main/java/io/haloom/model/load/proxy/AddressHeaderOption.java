package io.haloom.model.load.proxy;

import io.haloom.http.HeaderName;
import io.haloom.model.HttpConfig.AddressHeader;
import io.haloom.model.ServerAddress.PrefixedNet;
import io.haloom.model.load.address.IpLiteral;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import java.net.InetAddress;

/** {@code option forwardfor} and {@code option originalto}. */
final class AddressHeaderOption {
  private final ProxyLine line;
  private final boolean forwardFor;
  private HeaderName name;
  private PrefixedNet except;
  private boolean ifNone;

  private AddressHeaderOption(ProxyLine line, boolean forwardFor) {
    this.line = line;
    this.forwardFor = forwardFor;
    this.name = HeaderName.of(forwardFor ? "x-forwarded-for" : "x-original-to");
  }

  static void parse(ProxyLine line, boolean forwardFor) throws LineException {
    line.positive();
    AddressHeaderOption option = new AddressHeaderOption(line, forwardFor);
    option.store();
    option.words();
    option.store();
  }

  private void store() {
    AddressHeader header = new AddressHeader(name, except, ifNone);
    if (forwardFor) {
      line.proxy().http.forwardFor = header;
    } else {
      line.proxy().http.originalTo = header;
    }
  }

  private void words() throws LineException {
    int at = 2;
    while (line.has(at)) {
      String word = line.word(at++);
      if (word.equals("except")) {
        except = network(line.word(at++));
      } else if (word.equals("header")) {
        if (!line.has(at)) {
          throw new LineException(
              "'option %s header' expects <header_name> as argument.".formatted(line.word(1)));
        }
        name = CaptureKeywords.headerName(line.word(at++));
      } else if (forwardFor && word.equals("if-none")) {
        ifNone = true;
      } else {
        throw new LineException(
            "'option %s' only supports optional values: %s."
                .formatted(
                    line.word(1),
                    forwardFor ? "'except', 'header' and 'if-none'" : "'except' and 'header'"));
      }
    }
  }

  private PrefixedNet network(String text) throws LineException {
    int slash = text.indexOf('/');
    InetAddress address = IpLiteral.any(slash < 0 ? text : text.substring(0, slash));
    int bits = address == null ? -1 : bits(address, slash < 0 ? "" : text.substring(slash + 1));
    if (bits < 0) {
      throw new LineException(
          "'option %s except' expects <address>[/mask] as argument.".formatted(line.word(1)));
    }
    return new PrefixedNet(address, bits);
  }

  /** Length of a prefix, which may be written as a mask of IPv4; -1 where it is none. */
  private static int bits(InetAddress address, String text) {
    int all = address.getAddress().length * 8;
    if (text.isEmpty()) {
      return all;
    }
    if (text.indexOf('.') >= 0) {
      InetAddress mask = all == 32 ? IpLiteral.ipv4(text) : null;
      int value = mask == null ? 0 : java.nio.ByteBuffer.wrap(mask.getAddress()).getInt();
      int ones = Integer.bitCount(value);
      boolean whole = mask != null && (ones == 0 || value == -1 << 32 - ones);
      return whole ? ones : -1;
    }
    int bits = Numbers.length(text) == text.length() ? Numbers.leading(text) : -1;
    return bits <= all ? bits : -1;
  }
}
