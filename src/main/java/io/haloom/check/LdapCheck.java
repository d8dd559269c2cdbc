package io.haloom.check;

import java.util.HexFormat;

/** {@code option ldap-check}: an anonymous LDAPv3 bind succeeds (RFC 4511, 4.2; BER encoding). */
final class LdapCheck implements Checker {
  private static final byte[] BIND = HexFormat.of().parseHex("300c020101600702010304008000");
  private static final byte[] BIND_RESPONSE = HexFormat.of().parseHex("02010161");
  private static final byte[] ENUMERATED = HexFormat.of().parseHex("0a01");
  private static final int SEQUENCE = 0x30;
  private static final int SHORTEST = 14;
  private static final String FOREIGN = "Not LDAPv3 protocol";

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    run.connect(Position.step(0));
    run.send(BIND, Position.step(1));
    run.expect(Position.step(2), LdapCheck::isSuccess);
    return CheckResult.of(CheckStatus.L7OK, "Success");
  }

  private static boolean isSuccess(Received answer, boolean last) throws CheckFailure {
    if (!last && answer.size() < SHORTEST) {
      return false;
    }
    if (answer.at(0) != SEQUENCE) {
      throw new CheckFailure(CheckStatus.L7RSP, FOREIGN);
    }
    int at = message(answer);
    if (at < 0) {
      if (last) {
        throw new CheckFailure(CheckStatus.L7RSP, null);
      }
      return false;
    }
    at = after(answer, at, BIND_RESPONSE);
    boolean longForm = at < answer.size() && answer.at(at) >= 0x80;
    at = after(answer, at + 1 + (longForm ? answer.at(at) & 0x7f : 0), ENUMERATED);
    int code = at < answer.size() ? answer.at(at) : -1;
    if (code != 0) {
      throw new CheckFailure(
          new CheckResult(
              CheckStatus.L7STS,
              code,
              "See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9"));
    }
    return true;
  }

  /** Where the message begins, or -1 while it is not all there. Lengths of 1, 2 or 4 bytes. */
  private static int message(Received answer) throws CheckFailure {
    int first = answer.size() < 2 ? 0 : answer.at(1);
    int bytes = first < 0x80 ? 0 : first & 0x7f;
    if (answer.size() < 2 + bytes) {
      return -1;
    }
    if (bytes != 0 && bytes != 2 && bytes != 4) {
      throw new CheckFailure(CheckStatus.L7RSP, FOREIGN);
    }
    long length = bytes == 0 ? first : 0;
    for (int at = 2; at < 2 + bytes; at++) {
      length = length << 8 | answer.at(at);
    }
    return answer.size() < 2 + bytes + length ? -1 : 2 + bytes;
  }

  private static int after(Received answer, int at, byte[] wanted) throws CheckFailure {
    if (!answer.has(at, wanted)) {
      throw new CheckFailure(CheckStatus.L7RSP, FOREIGN);
    }
    return at + wanted.length;
  }
}
