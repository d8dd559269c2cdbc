package io.haloom.sample;

/** A response as rules have left it. */
public interface HttpResponseView extends HttpView {

  int status();

  /** Puts the reason phrase, which may be empty, into a sample, as a string. */
  void reason(Sample into);
}
