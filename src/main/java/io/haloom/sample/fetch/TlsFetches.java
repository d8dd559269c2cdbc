package io.haloom.sample.fetch;

import static io.haloom.net.tls.ClientHello.u16;
import static io.haloom.net.tls.ClientHello.u8;

import io.haloom.net.tls.ClientHello;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import java.nio.ByteBuffer;
import java.util.List;

/** Fetches from a TLS handshake that passes by (configuration manual, section 7.3.5). */
final class TlsFetches {
  private static final int SERVER_NAME = 0;
  private static final int SUPPORTED_GROUPS = 10;
  private static final int ALPN = 16;
  private static final int SESSION_TICKET = 35;

  private TlsFetches() {}

  static List<FetchWord> words() {
    FetchWord name =
        word("req.ssl_sni", SampleType.STR, Side.REQUEST, hello(TlsFetches::serverName));
    FetchWord type =
        word("req.ssl_hello_type", SampleType.SINT, Side.REQUEST, helloType(Side.REQUEST));
    FetchWord version = word("req.ssl_ver", SampleType.SINT, Side.REQUEST, new TlsVersion());
    FetchWord response =
        word("res.ssl_hello_type", SampleType.SINT, Side.RESPONSE, helloType(Side.RESPONSE));
    return List.of(
        name,
        name.alias("req_ssl_sni"),
        type,
        type.alias("req_ssl_hello_type"),
        version,
        version.alias("req_ssl_ver"),
        response,
        response.alias("rep_ssl_hello_type"),
        word("req.ssl_alpn", SampleType.STR, Side.REQUEST, hello(TlsFetches::protocol)),
        word("req.ssl_ec_ext", SampleType.BOOL, Side.REQUEST, hello(TlsFetches::groups)),
        word("req.ssl_st_ext", SampleType.SINT, Side.REQUEST, hello(TlsFetches::ticket)));
  }

  private static FetchWord word(String name, SampleType type, Side side, Fetch fetch) {
    return FetchWord.plain(name, type, side.source(), fetch);
  }

  /** Takes a sample from a whole ClientHello. */
  private interface HelloFetch {
    boolean take(ClientHello hello, Sample sample);
  }

  private static Fetch hello(HelloFetch fetch) {
    return (context, sample) -> {
      ClientHello hello = ClientHello.read(context.requestBytes());
      if (hello == null) {
        return false;
      }
      if (hello.isTooShort()) {
        sample.mayChange(!context.requestComplete());
        return false;
      }
      return fetch.take(hello, sample);
    };
  }

  /** RFC 6066, section 3. */
  private static boolean serverName(ClientHello hello, Sample sample) {
    ByteBuffer list = hello.extension(SERVER_NAME);
    if (list == null || list.remaining() < 5 || u16(list, 0) < 4 || u8(list, 2) != 0) {
      return false;
    }
    int length = u16(list, 3);
    if (length > list.remaining() - 5) {
      return false;
    }
    byte[] name = new byte[length];
    list.get(5, name);
    sample.setString(name);
    return true;
  }

  /** RFC 7301, section 3.1; one name after the other. */
  private static boolean protocol(ClientHello hello, Sample sample) {
    ByteBuffer list = hello.extension(ALPN);
    int at = (int) Math.max(2, sample.cursor());
    if (list == null || list.remaining() < 3 || at >= list.remaining()) {
      return false;
    }
    int length = u8(list, at);
    if (at + 1 + length > list.remaining()) {
      return false;
    }
    byte[] name = new byte[length];
    list.get(at + 1, name);
    sample.setString(name);
    if (at + 1 + length < list.remaining()) {
      sample.continueAt(at + 1 + length);
    }
    return true;
  }

  private static boolean groups(ClientHello hello, Sample sample) {
    if (hello.extension(SUPPORTED_GROUPS) == null) {
      return false;
    }
    sample.setBool(true);
    return true;
  }

  /** 0 without the extension, 1 with an empty one, 2 with a ticket. */
  private static boolean ticket(ClientHello hello, Sample sample) {
    ByteBuffer ticket = hello.extension(SESSION_TICKET);
    if (ticket == null && !hello.isWellFormed()) {
      return false;
    }
    sample.setInt(ticket == null ? 0 : ticket.hasRemaining() ? 2 : 1);
    return true;
  }

  private static Fetch helloType(Side side) {
    return (context, sample) -> {
      ByteBuffer in = side.bytes(context).slice();
      int size = in.remaining();
      int first = size == 0 ? 0x16 : u8(in, 0);
      if ((first < 0x14 || first > 0x17) && first != 0xFF) {
        return false;
      }
      if (size < 9) {
        return tooShort(context, side, sample);
      }
      if (u8(in, 1) < 3 || u16(in, 3) < 4) {
        return false;
      }
      if (size < 9 + (u8(in, 6) << 16) + u16(in, 7)) {
        return tooShort(context, side, sample);
      }
      sample.setInt(u8(in, 5));
      return true;
    };
  }

  private static boolean tooShort(SampleContext context, Side side, Sample sample) {
    sample.mayChange(!side.isComplete(context));
    return false;
  }
}
