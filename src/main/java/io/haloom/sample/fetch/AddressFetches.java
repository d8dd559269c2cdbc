package io.haloom.sample.fetch;

import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Function;

/** Fetches of the client connection's addresses (configuration manual, section 7.3.3). */
final class AddressFetches {
  private AddressFetches() {}

  static List<FetchWord> words() {
    Function<SampleContext, SocketAddress> source = SampleContext::source;
    Function<SampleContext, SocketAddress> destination = SampleContext::destination;
    return List.of(
        word("src", SampleType.IPV4, address(source)),
        word("src_port", SampleType.SINT, port(source)),
        word("dst", SampleType.IPV4, address(destination)),
        word("dst_port", SampleType.SINT, port(destination)));
  }

  private static FetchWord word(String name, SampleType type, Fetch fetch) {
    return FetchWord.plain(name, type, Source.CLIENT_ADDRESS, fetch);
  }

  private static Fetch address(Function<SampleContext, SocketAddress> of) {
    return (context, sample) -> {
      InetAddress address = inet(of.apply(context));
      if (address == null) {
        return false;
      }
      sample.setAddress(address);
      return true;
    };
  }

  private static Fetch port(Function<SampleContext, SocketAddress> of) {
    return (context, sample) -> {
      if (!(of.apply(context) instanceof InetSocketAddress inet)) {
        return false;
      }
      sample.setInt(inet.getPort());
      return true;
    };
  }

  private static InetAddress inet(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      InetAddress ip = inet.getAddress();
      return ip instanceof Inet4Address || ip instanceof Inet6Address ? ip : null;
    }
    return null;
  }
}
