package io.haloom.stream.http;

import io.haloom.http.Headers;
import io.haloom.model.HttpConfig;
import io.haloom.model.HttpConfig.AddressHeader;
import io.haloom.model.ServerAddress.PrefixedNet;
import io.haloom.net.AddressText;
import io.haloom.stream.Stream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** {@code option forwardfor} and {@code option originalto}: of the frontend or of the backend. */
final class AddressHeaders {
  private AddressHeaders() {}

  /** Tells the server who the client is and where it connected to, as far as that is wanted. */
  static void add(Stream stream, Headers headers) {
    HttpConfig frontend = stream.frontendConfig().http();
    HttpConfig backend = stream.backendConfig().http();
    AddressHeader forwardFor = frontend.headers().forwardFor();
    AddressHeader chosenForwardFor = backend.headers().forwardFor();
    if (forwardFor != null || chosenForwardFor != null) {
      add(headers, stream.source(), forwardFor, chosenForwardFor);
    }
    AddressHeader originalTo = frontend.headers().originalTo();
    AddressHeader chosenOriginalTo = backend.headers().originalTo();
    if (originalTo != null || chosenOriginalTo != null) {
      add(headers, stream.destination(), originalTo, chosenOriginalTo);
    }
  }

  private static void add(
      Headers headers, SocketAddress address, AddressHeader frontend, AddressHeader backend) {
    if (!(address instanceof InetSocketAddress inet)) {
      return;
    }
    AddressHeader named = backend == null ? frontend : backend;
    boolean always = frontend != null && !frontend.ifNone() || backend != null && !backend.ifNone();
    if (!always && headers.find(named.name()) >= 0) {
      return;
    }
    InetAddress ip = inet.getAddress();
    if (!isExcepted(frontend, ip) && !isExcepted(backend, ip)) {
      headers.add(named.name(), AddressText.of(ip));
    }
  }

  private static boolean isExcepted(AddressHeader option, InetAddress ip) {
    PrefixedNet except = option == null ? null : option.except();
    return except != null && except.contains(ip);
  }
}
