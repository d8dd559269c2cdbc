package io.haloom.sample;

/** A response as rules have left it. */
public interface HttpResponseView extends HttpView {

  int status();
}
