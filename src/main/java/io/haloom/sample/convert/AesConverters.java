package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.VariableName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** {@code aes_gcm_dec}: decrypts and authenticates (NIST SP 800-38D). */
final class AesConverters {
  private AesConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        new ConverterWord(
            "aes_gcm_dec",
            ArgSpec.of(4, ArgType.SINT, ArgType.STR, ArgType.STR, ArgType.STR),
            SampleType.BIN,
            SampleType.BIN,
            AesConverters::make));
  }

  private static Converter make(Args args) throws CompileException {
    long bits = args.number(0);
    if (bits != 128 && bits != 192 && bits != 256) {
      throw new CompileException("key size must be 128, 192 or 256 (bits).");
    }
    Secret nonce = Secret.of(args.text(1), "nonce");
    Secret key = Secret.of(args.text(2), "key");
    Secret tag = Secret.of(args.text(3), "aead_tag");
    return (context, sample) -> {
      byte[] keyBytes = key.value(context);
      byte[] nonceBytes = nonce.value(context);
      byte[] tagBytes = tag.value(context);
      boolean given = keyBytes != null && nonceBytes != null && tagBytes != null;
      return given
          && keyBytes.length >= bits / 8
          && decrypt(
              sample, new SecretKeySpec(keyBytes, 0, (int) bits / 8, "AES"), nonceBytes, tagBytes);
    };
  }

  private static boolean decrypt(Sample sample, SecretKeySpec key, byte[] nonce, byte[] tag) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(tag.length * 8, nonce));
      byte[] sealed = new byte[sample.length() + tag.length];
      System.arraycopy(sample.bytes(), sample.offset(), sealed, 0, sample.length());
      System.arraycopy(tag, 0, sealed, sample.length(), tag.length);
      sample.setBinary(cipher.doFinal(sealed));
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Base64 as written, or in a variable. */
  private record Secret(byte[] written, VariableName variable) {

    static Secret of(String text, String what) throws CompileException {
      VariableName variable = Operand.variable(text);
      byte[] written = null;
      if (variable == null) {
        written = decoded(text.getBytes(StandardCharsets.ISO_8859_1));
        if (written == null) {
          throw new CompileException("failed to parse " + what + " : could not decode base64");
        }
      }
      return new Secret(written, variable);
    }

    byte[] value(SampleContext context) {
      if (variable == null) {
        return written;
      }
      Sample value = Operand.value(variable, context, SampleType.STR);
      return value == null ? null : decoded(value.copyBytes());
    }

    private static byte[] decoded(byte[] base64) {
      try {
        return Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }
}
