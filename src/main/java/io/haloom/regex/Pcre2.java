package io.haloom.regex;

import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;

/**
 * The calls of libpcre2-8 (pcre2api(3)) as they are; public because jnr-ffi demands it. Addresses
 * are numbers, but the last argument of calls with six or more: jnr-ffi passes numbers wrong in
 * that place.
 */
public interface Pcre2 {
  long pcre2_compile_8(
      long pattern, @size_t long length, int options, long error, long offset, Pointer context);

  int pcre2_get_error_message_8(int error, long buffer, @size_t long size);

  int pcre2_jit_compile_8(long code, int options);

  int pcre2_pattern_info_8(long code, int what, long where);

  int pcre2_config_8(int what, long where);

  void pcre2_code_free_8(long code);

  long pcre2_match_data_create_8(int pairs, long context);

  void pcre2_match_data_free_8(long data);

  long pcre2_get_ovector_pointer_8(long data);

  long pcre2_match_context_create_8(long context);

  int pcre2_set_match_limit_8(long context, int limit);

  int pcre2_match_8(
      long code,
      long subject,
      @size_t long length,
      @size_t long start,
      int options,
      long data,
      Pointer context);

  int pcre2_jit_match_8(
      long code,
      long subject,
      @size_t long length,
      @size_t long start,
      int options,
      long data,
      Pointer context);
}
