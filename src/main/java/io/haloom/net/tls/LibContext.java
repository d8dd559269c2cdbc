package io.haloom.net.tls;

/**
 * The calls of libssl 3 that give a context what belongs to its certificate; pointers are
 * addresses. Public because jnr-ffi demands it.
 */
public interface LibContext {
  int SSL_CTX_set0_tmp_dh_pkey(long context, long parameters);

  int SSL_CTX_use_serverinfo_ex(long context, int version, long info, long length);
}
