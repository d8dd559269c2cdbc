package io.haloom.check;

import io.haloom.http.HeaderName;
import io.haloom.sample.HttpResponseView;
import io.haloom.sample.Sample;
import java.nio.ByteBuffer;

/** The response to an HTTP check, as the fetches of its rules see it. */
record HttpAnswerView(HttpAnswer answer) implements HttpResponseView {

  @Override
  public int status() {
    return answer.status();
  }

  @Override
  public void reason(Sample into) {
    into.setString(answer.reason());
  }

  @Override
  public int fieldCount() {
    return answer.fields().size();
  }

  @Override
  public int findField(HeaderName name, int from) {
    for (int field = from; field < fieldCount(); field++) {
      if (answer.fields().get(field).getKey().equalsIgnoreCase(name.toString())) {
        return field;
      }
    }
    return -1;
  }

  @Override
  public void fieldName(int field, Sample into) {
    into.setString(answer.fields().get(field).getKey());
  }

  @Override
  public void fieldValue(int field, Sample into) {
    into.setString(answer.fields().get(field).getValue());
  }

  @Override
  public void version(Sample into) {
    into.setString(answer.version());
  }

  @Override
  public ByteBuffer body() {
    answer.readBuffered();
    return answer.body().bytes();
  }

  @Override
  public boolean isBodyComplete() {
    return answer.bodyComplete();
  }

  @Override
  public long bodyLength() {
    return answer.contentLength();
  }
}
