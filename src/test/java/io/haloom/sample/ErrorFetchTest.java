package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ExpressionParser;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ErrorFetchTest {
  private final FakeContext context = new FakeContext();

  private static SessionFacts client(String failure) {
    return new FakeSession() {
      @Override
      public SocketAddress connectionSource() {
        return new InetSocketAddress("127.0.0.1", 1);
      }

      @Override
      public SocketAddress serverSide() {
        return null;
      }

      @Override
      public int connectedMillis() {
        return -1;
      }

      @Override
      public String handshakeFailure() {
        return failure;
      }
    };
  }

  private String evaluate(String text) throws CompileException {
    CompileScope scope = new CompileScope(CompileScope.Section.FRONTEND, "fe");
    Sample sample = new Sample();
    Expression expression = new ExpressionParser(scope, "in").parsePrefix(text, 0);
    return expression.evaluate(context, sample, SampleType.STR) ? sample.latin1() : "none";
  }

  @Test
  void numbersAndTextsAreHaproxys() throws CompileException {
    context.session = client("Truncated PROXY protocol header received");
    assertEquals("14", evaluate("fc_err"));
    assertEquals("Truncated PROXY protocol header received", evaluate("fc_err_str"));
    context.session = client("Received an unhandled protocol in the PROXY protocol header");
    assertEquals("17", evaluate("fc_err"));
    context.session = client(null);
    assertEquals("0", evaluate("fc_err"));
    assertEquals("Success", evaluate("fc_err_str"));
  }

  @Test
  void withoutAConnectionThereIsNone() throws CompileException {
    assertEquals("none", evaluate("fc_err"));
    assertEquals("0", evaluate("bc_err"));
    assertEquals("Success", evaluate("bc_err_str"));
    context.session = client(null);
    assertEquals("none", evaluate("bc_err"));
  }
}
