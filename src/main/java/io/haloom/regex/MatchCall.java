package io.haloom.regex;

import static jnr.x86asm.Asm.imm;
import static jnr.x86asm.Asm.qword_ptr;
import static jnr.x86asm.Asm.r8;
import static jnr.x86asm.Asm.r9;
import static jnr.x86asm.Asm.rax;
import static jnr.x86asm.Asm.rcx;
import static jnr.x86asm.Asm.rdi;
import static jnr.x86asm.Asm.rdx;
import static jnr.x86asm.Asm.rsi;
import static jnr.x86asm.Asm.rsp;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.PageManager;
import com.kenai.jffi.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Platform;
import jnr.ffi.Pointer;
import jnr.x86asm.Assembler;

/**
 * Calls of the library's two functions that match. They have seven arguments, for which jnr-ffi
 * takes 200 ns, more than most matches do; for one it takes 20. So on x86-64 a few instructions,
 * made as jnr-ffi makes its own, take the arguments from memory. Elsewhere, and where memory may
 * not be made executable, the call is jnr-ffi's.
 */
final class MatchCall {
  // Where the arguments are: the six of registers, the one on the stack, and the function.
  private static final int CODE = 0;
  private static final int SUBJECT = 8;
  private static final int LENGTH = 16;
  private static final int START = 24;
  private static final int OPTIONS = 32;
  private static final int DATA = 40;
  private static final int CONTEXT = 48;
  private static final int FUNCTION = 56;
  private static final int SIZE = 64;

  private static final int WORD = 8;

  private static final Invoker INVOKER = Invoker.getInstance();

  private static final CallContext ONE_ARGUMENT =
      CallContext.getCallContext(
          Type.SINT64, new Type[] {Type.SINT64}, CallingConvention.DEFAULT, false);

  /** The address of the instructions; 0 where there are none. */
  private static final long INSTRUCTIONS = instructions();

  private static final long JIT_MATCH = function("pcre2_jit_match_8");
  private static final long MATCH = function("pcre2_match_8");

  private final ByteBuffer arguments =
      ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());

  private final long address = Pcre2Library.address(arguments);

  /**
   * @param data the library's match data, which takes what is found
   */
  MatchCall(long data) {
    arguments.putLong(DATA, data);
  }

  private static long function(String name) {
    return Library.getCachedInstance(Pcre2Library.NAME, Library.LAZY).getSymbolAddress(name);
  }

  private static long instructions() {
    Platform platform = Platform.getNativePlatform();
    if (platform.getCPU() != Platform.CPU.X86_64 || platform.getOS() != Platform.OS.LINUX) {
      return 0;
    }
    Assembler code = new Assembler(jnr.x86asm.CPU.X86_64);
    // With the return address it keeps the stack at a multiple of 16.
    code.push(qword_ptr(rdi, CONTEXT));
    code.mov(rax, qword_ptr(rdi, FUNCTION));
    code.mov(rsi, qword_ptr(rdi, SUBJECT));
    code.mov(rdx, qword_ptr(rdi, LENGTH));
    code.mov(rcx, qword_ptr(rdi, START));
    code.mov(r8, qword_ptr(rdi, OPTIONS));
    code.mov(r9, qword_ptr(rdi, DATA));
    code.mov(rdi, qword_ptr(rdi, CODE));
    code.call(rax);
    code.add(rsp, imm(WORD));
    code.ret();
    return executable(code);
  }

  /** Puts the code into a page of its own, which is never freed; 0 where that is not allowed. */
  private static long executable(Assembler code) {
    PageManager pages = PageManager.getInstance();
    long page = pages.allocatePages(1, PageManager.PROT_READ | PageManager.PROT_WRITE);
    if (page == 0 || page == -1) {
      return 0;
    }
    ByteBuffer bytes = ByteBuffer.allocate(code.codeSize()).order(ByteOrder.LITTLE_ENDIAN);
    code.relocCode(bytes, page);
    MemoryIO.getInstance().newDirectByteBuffer(page, code.codeSize()).put(0, bytes.array());
    try {
      pages.protectPages(page, 1, PageManager.PROT_READ | PageManager.PROT_EXEC);
    } catch (RuntimeException e) {
      return 0;
    }
    return page;
  }

  /** Where the subject is, in bytes outside the heap. */
  void subject(long at, int length) {
    arguments.putLong(SUBJECT, at);
    arguments.putLong(LENGTH, length);
  }

  /**
   * Looks for a match.
   *
   * @param code the expression
   * @param jit whether its machine code is called directly
   * @param context the address of a match context, or 0
   * @return as of pcre2_match(3)
   */
  int match(long code, boolean jit, int options, long context) {
    if (INSTRUCTIONS == 0) {
      return slow(code, jit, options, context);
    }
    arguments.putLong(CODE, code);
    arguments.putLong(OPTIONS, options);
    arguments.putLong(CONTEXT, context);
    arguments.putLong(FUNCTION, jit ? JIT_MATCH : MATCH);
    return (int) INVOKER.invokeL1NoErrno(ONE_ARGUMENT, INSTRUCTIONS, address);
  }

  /** As {@link #match}, through jnr-ffi. */
  int slow(long code, boolean jit, int options, long context) {
    Pcre2 calls = Pcre2Library.calls();
    long at = arguments.getLong(SUBJECT);
    long length = arguments.getLong(LENGTH);
    long data = arguments.getLong(DATA);
    Pointer pointer = context == 0 ? null : Pcre2Library.pointer(context);
    return jit
        ? calls.pcre2_jit_match_8(code, at, length, 0, options, data, pointer)
        : calls.pcre2_match_8(code, at, length, 0, options, data, pointer);
  }
}
