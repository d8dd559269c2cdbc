package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.VariableName;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Cryptographic digests. */
final class DigestConverters {
  /** OpenSSL's names, and the JDK's without the dashes. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("md5", "MD5"),
          Map.entry("sha1", "SHA-1"),
          Map.entry("sha224", "SHA-224"),
          Map.entry("sha256", "SHA-256"),
          Map.entry("sha384", "SHA-384"),
          Map.entry("sha512", "SHA-512"),
          Map.entry("sha512-224", "SHA-512/224"),
          Map.entry("sha512-256", "SHA-512/256"),
          Map.entry("sha3-224", "SHA3-224"),
          Map.entry("sha3-256", "SHA3-256"),
          Map.entry("sha3-384", "SHA3-384"),
          Map.entry("sha3-512", "SHA3-512"));

  private DigestConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        word("sha1", ArgSpec.NONE, args -> digest("SHA-1")),
        word("sha2", ArgSpec.of(0, ArgType.SINT), DigestConverters::sha2),
        word("digest", ArgSpec.of(1, ArgType.STR), args -> digest(algorithm(args))),
        word("hmac", ArgSpec.of(2, ArgType.STR, ArgType.STR), DigestConverters::hmac),
        new ConverterWord(
            "secure_memcmp",
            ArgSpec.of(1, ArgType.STR),
            SampleType.BIN,
            SampleType.BOOL,
            DigestConverters::compare));
  }

  private static ConverterWord word(String name, ArgSpec args, ConverterWord.Factory factory) {
    return new ConverterWord(name, args, SampleType.BIN, SampleType.BIN, factory);
  }

  private static String algorithm(Args args) throws CompileException {
    String name = NAMES.get(args.text(0).toLowerCase(Locale.ROOT));
    if (name == null) {
      throw new CompileException("algorithm must be a valid OpenSSL message digest name.");
    }
    return name;
  }

  private static Converter sha2(Args args) throws CompileException {
    long bits = args.number(0, 256);
    if (bits != 224 && bits != 256 && bits != 384 && bits != 512) {
      throw new CompileException("Unsupported number of bits: '" + bits + "'");
    }
    return digest("SHA-" + bits);
  }

  private static Converter digest(String algorithm) {
    return (context, sample) -> {
      try {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        digest.update(sample.bytes(), sample.offset(), sample.length());
        sample.setBinary(digest.digest());
        return true;
      } catch (NoSuchAlgorithmException e) {
        return false;
      }
    };
  }

  /** The key is base64 as written, or in the variable that is named. */
  private static Converter hmac(Args args) throws CompileException {
    String algorithm = "Hmac" + algorithm(args).replaceFirst("SHA-", "SHA");
    Secret key =
        Secret.of(args.text(1), "failed to parse key : could not decode base64 or a variable name");
    return (context, sample) -> authenticate(algorithm, key.value(context), sample);
  }

  private static boolean authenticate(String algorithm, byte[] key, Sample sample) {
    if (key == null || key.length == 0) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      mac.update(sample.bytes(), sample.offset(), sample.length());
      sample.setBinary(mac.doFinal());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** In a time that does not depend on where the two differ. */
  private static Converter compare(Args args) throws CompileException {
    VariableName variable = Operand.requiredVariable(args.text(0));
    return (context, sample) -> {
      Sample other = Operand.value(variable, context, SampleType.BIN);
      if (other == null) {
        return false;
      }
      sample.setBool(MessageDigest.isEqual(sample.copyBytes(), other.copyBytes()));
      return true;
    };
  }
}
