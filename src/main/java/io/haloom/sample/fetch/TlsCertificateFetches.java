package io.haloom.sample.fetch;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsFacts;
import io.haloom.net.TlsName;
import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Fetches of certificates (configuration manual, section 7.3.4). What is longer than a buffer is
 * not there.
 */
final class TlsCertificateFetches {
  private static final ArgSpec NAME = ArgSpec.of(0, ArgType.STR, ArgType.SINT, ArgType.STR);
  private static final Source SOURCE = Source.CLIENT_CONNECTION;

  /** Whose certificate it is. */
  private enum Owner {
    CLIENT("ssl_c", TlsSide.CLIENT),
    FRONTEND("ssl_f", TlsSide.CLIENT),
    SERVER("ssl_s", TlsSide.SERVER);

    private final String prefix;
    private final TlsSide side;

    Owner(String prefix, TlsSide side) {
      this.prefix = prefix;
      this.side = side;
    }

    TlsCertificate certificate(SampleContext context, Sample sample) {
      TlsFacts facts = side.ended(context, sample);
      if (facts == null) {
        return null;
      }
      return this == FRONTEND ? facts.own() : facts.peer();
    }
  }

  private final List<FetchWord> words = new ArrayList<>();

  private TlsCertificateFetches() {}

  static List<FetchWord> words() {
    TlsCertificateFetches fetches = new TlsCertificateFetches();
    for (Owner owner : Owner.values()) {
      fetches.certificate(owner);
    }
    fetches.chain(Owner.CLIENT);
    fetches.chain(Owner.SERVER);
    fetches.used();
    return fetches.words;
  }

  private void certificate(Owner owner) {
    binary(owner, "der", TlsCertificate::der);
    binary(owner, "serial", TlsCertificate::serial);
    binary(owner, "sha1", TlsCertificate::sha1);
    string(owner, "notbefore", TlsCertificate::notBefore);
    string(owner, "notafter", TlsCertificate::notAfter);
    text(owner, "key_alg", TlsCertificate::keyAlgorithm);
    text(owner, "sig_alg", TlsCertificate::signatureAlgorithm);
    name(owner, "i_dn", TlsCertificate::issuer);
    name(owner, "s_dn", TlsCertificate::subject);
    add(
        owner,
        "version",
        SampleType.SINT,
        (context, sample) -> {
          TlsCertificate certificate = owner.certificate(context, sample);
          if (certificate != null) {
            sample.setInt(certificate.version());
          }
          return certificate != null;
        });
  }

  private void add(Owner owner, String name, SampleType type, Fetch fetch) {
    words.add(FetchWord.plain(owner.prefix + "_" + name, type, SOURCE, fetch));
  }

  private void binary(Owner owner, String name, Function<TlsCertificate, byte[]> part) {
    add(
        owner,
        name,
        SampleType.BIN,
        (context, sample) -> {
          TlsCertificate certificate = owner.certificate(context, sample);
          byte[] bytes = certificate == null ? null : part.apply(certificate);
          if (!fits(bytes, context)) {
            return false;
          }
          sample.setBinary(bytes);
          return true;
        });
  }

  private void string(Owner owner, String name, Function<TlsCertificate, byte[]> part) {
    add(
        owner,
        name,
        SampleType.STR,
        (context, sample) -> {
          TlsCertificate certificate = owner.certificate(context, sample);
          return string(certificate == null ? null : part.apply(certificate), context, sample);
        });
  }

  private static boolean string(byte[] bytes, SampleContext context, Sample sample) {
    if (!fits(bytes, context)) {
      return false;
    }
    sample.setString(bytes);
    return true;
  }

  private static boolean fits(byte[] bytes, SampleContext context) {
    return bytes != null && bytes.length <= context.process().bufferSize();
  }

  private void text(Owner owner, String name, Function<TlsCertificate, String> part) {
    add(
        owner,
        name,
        SampleType.STR,
        (context, sample) -> {
          TlsCertificate certificate = owner.certificate(context, sample);
          String text = certificate == null ? null : part.apply(certificate);
          if (text != null) {
            sample.setString(text);
          }
          return text != null;
        });
  }

  // --- names -----------------------------------------------------------------------------------

  private void name(Owner owner, String name, Function<TlsCertificate, TlsName> part) {
    words.add(
        FetchWord.of(
            owner.prefix + "_" + name,
            NAME,
            SampleType.STR,
            SOURCE,
            args -> {
              Function<TlsName, byte[]> form = form(args);
              return (context, sample) -> {
                TlsCertificate certificate = owner.certificate(context, sample);
                return certificate != null
                    && string(form.apply(part.apply(certificate)), context, sample);
              };
            }));
  }

  private static Function<TlsName, byte[]> form(Args args) throws CompileException {
    String format = args.has(2) ? args.text(2) : "";
    if (!format.isEmpty() && !format.equals("rfc2253")) {
      throw new CompileException(
          "only rfc2253 or a blank value are currently supported as the format argument.");
    }
    String attribute = args.has(0) ? args.text(0) : "";
    if (!attribute.isEmpty()) {
      int occurrence = (int) args.number(1, 1);
      return name -> name.entry(attribute, occurrence);
    }
    return format.isEmpty() ? TlsName::oneLine : TlsName::rfc2253;
  }

  // --- others ----------------------------------------------------------------------------------

  private void chain(Owner owner) {
    add(
        owner,
        "chain_der",
        SampleType.BIN,
        (context, sample) -> {
          TlsFacts facts = owner.side.established(context, sample);
          byte[][] chain = facts == null ? new byte[0][] : facts.peerChain();
          if (chain.length == 0) {
            return false;
          }
          sample.setBinary(joined(chain, context.process().bufferSize()));
          return true;
        });
  }

  /** One behind the other, without those that there is no room for. */
  private static byte[] joined(byte[][] chain, int room) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] one : chain) {
      if (all.size() + one.length <= room) {
        all.writeBytes(one);
      }
    }
    return all.toByteArray();
  }

  private void used() {
    add(
        Owner.CLIENT,
        "used",
        SampleType.BOOL,
        (context, sample) -> {
          TlsFacts facts = TlsSide.CLIENT.ended(context, sample);
          if (facts != null) {
            sample.setBool(facts.peer() != null);
          }
          return facts != null;
        });
  }
}
