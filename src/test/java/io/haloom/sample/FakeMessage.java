package io.haloom.sample;

import io.haloom.http.HeaderName;
import io.haloom.http.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A message for tests, read from its text without any checks. */
public final class FakeMessage implements HttpRequestView, HttpResponseView {
  private final String[] startLine;
  private final List<String[]> fields = new ArrayList<>();
  private final byte[] body;

  public FakeMessage(byte[] raw) {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    startLine = lines[0].split(" ", 3);
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      fields.add(new String[] {line.substring(0, colon), line.substring(colon + 1).strip()});
    }
    body = Arrays.copyOfRange(raw, end + 4, raw.length);
  }

  String target() {
    return startLine[1];
  }

  private static void put(String text, Sample into) {
    into.setString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public Method receivedMethod() {
    for (Method method : Method.values()) {
      if (method.name().equals(startLine[0])) {
        return method;
      }
    }
    return Method.OTHER;
  }

  @Override
  public void methodName(Sample into) {
    put(startLine[0], into);
  }

  @Override
  public void target(Sample into) {
    put(target(), into);
  }

  @Override
  public int status() {
    return Integer.parseInt(startLine[1]);
  }

  @Override
  public void reason(Sample into) {
    put(startLine.length > 2 ? startLine[2] : "", into);
  }

  @Override
  public void version(Sample into) {
    put(startLine[0].startsWith("HTTP/") ? startLine[0] : startLine[2], into);
  }

  @Override
  public int fieldCount() {
    return fields.size();
  }

  @Override
  public int findField(HeaderName name, int from) {
    for (int i = from; i < fields.size(); i++) {
      if (fields.get(i)[0].equalsIgnoreCase(name.toString())) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void fieldName(int field, Sample into) {
    put(fields.get(field)[0], into);
  }

  @Override
  public void fieldValue(int field, Sample into) {
    put(fields.get(field)[1], into);
  }

  @Override
  public ByteBuffer body() {
    return ByteBuffer.wrap(body);
  }

  @Override
  public boolean isBodyComplete() {
    return true;
  }

  @Override
  public long bodyLength() {
    return body.length;
  }
}
