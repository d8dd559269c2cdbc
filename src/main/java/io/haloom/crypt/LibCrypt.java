package io.haloom.crypt;

/**
 * The call of libcrypt as it is (crypt(3)); arguments and result are addresses. Public because
 * jnr-ffi demands it.
 */
public interface LibCrypt {
  long crypt_r(long phrase, long setting, long data);
}
