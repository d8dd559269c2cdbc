package io.haloom.admin;

/** {@code severity-output}: ordinals are the values of {@code BindConfig.severityOutput()}. */
public enum SeverityOutput {
  NONE,
  NUMBER,
  STRING
}
