package io.haloom.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A frontend and its backend; each line is one of their sections.
 *
 * @param name of the frontend; that of the backend begins with {@code b-}
 */
record Proxy(String name, List<String> frontend, List<String> backend) {
  /** Without a line; those of the frontend are numbered first. */
  Proxy without(int line, String otherName) {
    List<String> front = new ArrayList<>(frontend);
    List<String> back = new ArrayList<>(backend);
    if (line < front.size()) {
      front.remove(line);
    } else {
      back.remove(line - front.size());
    }
    return new Proxy(otherName, front, back);
  }

  int lines() {
    return frontend.size() + backend.size();
  }

  /** All of it, for a failure's text and for known differences. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("proxy ").append(name);
    frontend.forEach(line -> text.append("\n  ").append(line));
    backend.forEach(line -> text.append("\n  backend: ").append(line));
    return text.toString();
  }
}
