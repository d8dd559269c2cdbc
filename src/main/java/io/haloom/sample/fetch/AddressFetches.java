package io.haloom.sample.fetch;

import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.function.Function;

/** Fetches of the addresses of both connections (configuration manual, section 7.3.3). */
final class AddressFetches {
  private AddressFetches() {}

  static List<FetchWord> words() {
    Function<SampleContext, SocketAddress> source = SampleContext::source;
    Function<SampleContext, SocketAddress> destination = SampleContext::destination;
    return List.of(
        client("src", SampleType.IPV4, address(source)),
        client("src_port", SampleType.SINT, port(source)),
        client("src_is_local", SampleType.BOOL, local(source)),
        client("dst", SampleType.IPV4, address(destination)),
        client("dst_port", SampleType.SINT, port(destination)),
        client("dst_is_local", SampleType.BOOL, local(destination)),
        client("fc_src", SampleType.IPV4, address(AddressFetches::connectionSource)),
        client("fc_src_port", SampleType.SINT, port(AddressFetches::connectionSource)),
        client("fc_src_is_local", SampleType.BOOL, local(AddressFetches::connectionSource)),
        client("fc_dst", SampleType.IPV4, address(AddressFetches::connectionDestination)),
        client("fc_dst_port", SampleType.SINT, port(AddressFetches::connectionDestination)),
        client("fc_dst_is_local", SampleType.BOOL, local(AddressFetches::connectionDestination)),
        server("bc_src", address(session(SessionFacts::serverSide))),
        server("bc_src_port", port(session(SessionFacts::serverSide))),
        server("bc_dst", address(session(SessionFacts::serverAddress))),
        server("bc_dst_port", port(session(SessionFacts::serverAddress))));
  }

  private static FetchWord client(String name, SampleType type, Fetch fetch) {
    return FetchWord.plain(name, type, Source.CLIENT_ADDRESS, fetch);
  }

  private static FetchWord server(String name, Fetch fetch) {
    return FetchWord.plain(name, SampleType.SINT, Source.SERVER_ADDRESS, fetch);
  }

  private static Function<SampleContext, SocketAddress> session(
      Function<SessionFacts, SocketAddress> address) {
    return context -> context.session() == null ? null : address.apply(context.session());
  }

  private static SocketAddress connectionSource(SampleContext context) {
    SessionFacts session = context.session();
    SocketAddress address = session == null ? null : session.connectionSource();
    return address == null ? context.source() : address;
  }

  private static SocketAddress connectionDestination(SampleContext context) {
    SessionFacts session = context.session();
    SocketAddress address = session == null ? null : session.connectionDestination();
    return address == null ? context.destination() : address;
  }

  private static Fetch address(Function<SampleContext, SocketAddress> of) {
    return (context, sample) -> {
      InetAddress ip = ip(of.apply(context));
      if (ip == null) {
        return false;
      }
      sample.setAddress(ip);
      return true;
    };
  }

  private static Fetch port(Function<SampleContext, SocketAddress> of) {
    return (context, sample) -> {
      if (!(of.apply(context) instanceof InetSocketAddress inet) || inet.getPort() == 0) {
        return false;
      }
      sample.setInt(inet.getPort());
      return true;
    };
  }

  private static Fetch local(Function<SampleContext, SocketAddress> of) {
    return (context, sample) -> {
      InetAddress ip = ip(of.apply(context));
      if (ip == null) {
        return false;
      }
      sample.setBool(isLocal(ip));
      return true;
    };
  }

  private static boolean isLocal(InetAddress ip) {
    try {
      return ip.isLoopbackAddress() || NetworkInterface.getByInetAddress(ip) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  private static InetAddress ip(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }
}
