package io.haloom.sample.convert;

import io.haloom.sample.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a token (RFC 7515; algorithms of RFC 7518, section 3). */
final class JwtSignature {
  private static final int WRONG = 0;
  private static final int RIGHT = 1;
  private static final int UNKNOWN_ALGORITHM = -1;
  private static final int UNMANAGED_ALGORITHM = -2;
  private static final int INVALID_TOKEN = -3;
  private static final int UNKNOWN_KEY = -5;

  private JwtSignature() {}

  /** How a token is signed. */
  enum Algorithm {
    NONE,
    HS256,
    HS384,
    HS512,
    RS256,
    RS384,
    RS512,
    ES256,
    ES384,
    ES512,
    PS256,
    PS384,
    PS512;

    /** The algorithm of that name, or null. */
    static Algorithm of(String name) {
      for (Algorithm algorithm : values()) {
        if (name.equals(algorithm == NONE ? "none" : algorithm.name())) {
          return algorithm;
        }
      }
      return null;
    }

    boolean isUnmanaged() {
      return name().startsWith("PS");
    }

    boolean isHmac() {
      return name().startsWith("HS");
    }

    /** The JDK's name of it. */
    String standard() {
      String bits = name().substring(2);
      return switch (name().charAt(0)) {
        case 'H' -> "HmacSHA" + bits;
        case 'R' -> "SHA" + bits + "withRSA";
        default -> "SHA" + bits + "withECDSAinP1363Format";
      };
    }
  }

  /**
   * A public key.
   *
   * @param key null where the file cannot be read
   */
  record KeyFile(PublicKey key) {

    /** Reads a file in the form of PEM (RFC 7468). */
    static KeyFile read(String file) {
      try {
        String pem = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        int start = pem.indexOf("-----BEGIN PUBLIC KEY-----");
        int end = pem.indexOf("-----END PUBLIC KEY-----");
        if (start < 0 || end < start) {
          return new KeyFile(null);
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(start + 26, end));
        return new KeyFile(key(new X509EncodedKeySpec(der)));
      } catch (IOException | IllegalArgumentException e) {
        return new KeyFile(null);
      }
    }

    private static PublicKey key(X509EncodedKeySpec encoded) {
      for (String kind : new String[] {"RSA", "EC"}) {
        try {
          return KeyFactory.getInstance(kind).generatePublic(encoded);
        } catch (GeneralSecurityException e) {
          // It may be of the other kind.
        }
      }
      return null;
    }
  }

  /**
   * Verifies a token.
   *
   * @param key the secret, or the name of a file among {@code files}
   * @return what {@code jwt_verify} gives: 1 where the signature is right, 0 where it is not
   */
  static int verify(String token, String name, String key, Map<String, KeyFile> files) {
    Algorithm algorithm = Algorithm.of(name);
    if (algorithm == null) {
      return UNKNOWN_ALGORITHM;
    }
    String[] parts = token.split("\\.", -1);
    boolean none = algorithm == Algorithm.NONE;
    if (parts.length != 3 && !(none && parts.length == 2)) {
      return INVALID_TOKEN;
    }
    String encoded = parts.length == 3 ? parts[2] : "";
    if (none) {
      return encoded.isEmpty() ? RIGHT : WRONG;
    }
    byte[] signature = decoded(encoded);
    if (signature == null || signature.length == 0) {
      return INVALID_TOKEN;
    }
    byte[] signed =
        token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.ISO_8859_1);
    try {
      if (algorithm.isHmac()) {
        return hmac(algorithm, key, signed, signature) ? RIGHT : WRONG;
      }
      return algorithm.isUnmanaged()
          ? UNMANAGED_ALGORITHM
          : asymmetric(algorithm, files.get(key), signed, signature);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return WRONG;
    }
  }

  private static byte[] decoded(String text) {
    try {
      return EncodingConverters.base64Url(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean hmac(Algorithm algorithm, String key, byte[] signed, byte[] signature)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm.standard());
    mac.init(new SecretKeySpec(Bytes.of(key), algorithm.standard()));
    return MessageDigest.isEqual(mac.doFinal(signed), signature);
  }

  private static int asymmetric(Algorithm algorithm, KeyFile file, byte[] signed, byte[] signature)
      throws GeneralSecurityException {
    if (file == null || file.key() == null) {
      return UNKNOWN_KEY;
    }
    Signature verifier = Signature.getInstance(algorithm.standard());
    verifier.initVerify(file.key());
    verifier.update(signed);
    return verifier.verify(signature) ? RIGHT : WRONG;
  }
}
