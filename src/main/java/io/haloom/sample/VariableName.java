package io.haloom.sample;

/**
 * A variable's name with its scope ({@code txn.host}).
 *
 * @param scope how long it lives
 * @param name without the scope
 */
public record VariableName(Variables.Scope scope, String name) {

  /**
   * Reads a name.
   *
   * @throws CompileException with HAProxy's message
   */
  public static VariableName of(String text) throws CompileException {
    if (text.isEmpty()) {
      throw new CompileException("Empty variable name cannot be accepted");
    }
    for (Variables.Scope scope : Variables.Scope.values()) {
      String prefix = scope.word() + ".";
      if (text.startsWith(prefix) && text.length() > prefix.length()) {
        String name = text.substring(prefix.length());
        requireSyntax(name);
        return new VariableName(scope, name);
      }
    }
    throw new CompileException(
        "invalid variable name '"
            + text
            + "'. A variable name must be start by its scope. The scope can be 'proc', 'sess',"
            + " 'txn', 'req', 'res' or 'check'");
  }

  private static void requireSyntax(String name) throws CompileException {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean alphanumeric = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!alphanumeric && c != '_' && c != '.') {
        throw new CompileException("invalid syntax at char '" + name.substring(i) + "'");
      }
    }
  }

  /** Its value, or null. */
  public Sample get(SampleContext context) {
    return context.variables(scope).get(name);
  }

  /** Whether it exists; a variable of the process does from where the configuration names it. */
  boolean exists(SampleContext context) {
    return scope == Variables.Scope.PROCESS || context.variables(scope).exists(name);
  }

  /** Whether its scope is there: that of the request is not in the response, and vice versa. */
  public boolean isInScope(SampleContext context) {
    return !context.variables(scope).isClosed();
  }

  /** Makes it exist without a value. */
  void declare(SampleContext context) {
    context.variables(scope).declare(name);
  }

  public void set(SampleContext context, Sample value) {
    context.variables(scope).set(name, value);
  }

  public void unset(SampleContext context) {
    context.variables(scope).unset(name);
  }
}
