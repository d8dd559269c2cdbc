package io.haloom.rule;

import java.util.List;
import java.util.stream.Stream;

/**
 * The HTTP rules of one proxy, in the order of its configuration.
 *
 * @param request {@code http-request}
 * @param redirects {@code redirect}, evaluated after those and the statistics page
 * @param response {@code http-response}
 * @param afterResponse {@code http-after-response}, evaluated on all that goes to clients
 */
public record HttpRules(
    List<Rule> request, List<Rule> redirects, List<Rule> response, List<Rule> afterResponse) {

  /** No rules. */
  public static final HttpRules NONE = new HttpRules(List.of(), List.of(), List.of(), List.of());

  /** These rules and then others. */
  public HttpRules then(HttpRules others) {
    return new HttpRules(
        join(request, others.request),
        join(redirects, others.redirects),
        join(response, others.response),
        join(afterResponse, others.afterResponse));
  }

  private static List<Rule> join(List<Rule> first, List<Rule> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  public boolean isEmpty() {
    return request.isEmpty()
        && redirects.isEmpty()
        && response.isEmpty()
        && afterResponse.isEmpty();
  }
}
