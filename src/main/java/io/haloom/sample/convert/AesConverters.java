package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.security.GeneralSecurityException;
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
    Secret nonce = secret(args, 1, "nonce");
    Secret key = secret(args, 2, "key");
    Secret tag = secret(args, 3, "aead_tag");
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

  private static Secret secret(Args args, int at, String what) throws CompileException {
    return Secret.of(args.text(at), "failed to parse " + what + " : could not decode base64");
  }
}
