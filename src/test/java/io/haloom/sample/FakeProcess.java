package io.haloom.sample;

/** A process for tests: one backend {@code bk} with one server. */
public class FakeProcess implements ProcessFacts {
  public int usable = 2;

  @Override
  public int usableServers(String backend) {
    return backend.equals("bk") ? usable : -1;
  }

  @Override
  public int queued(String backend) {
    return 4;
  }

  @Override
  public int frontendSessions(String frontend) {
    return 5;
  }

  @Override
  public int backendSessions(String backend) {
    return 6;
  }

  @Override
  public int serverSessions(String backend, String server) {
    return 3;
  }

  @Override
  public boolean serverUp(String backend, String server) {
    return server.equals("srv1");
  }

  @Override
  public int frontendSessionRate(String frontend) {
    return 11;
  }

  @Override
  public int backendSessionRate(String backend) {
    return 12;
  }

  @Override
  public String node() {
    return "host1";
  }

  @Override
  public int pid() {
    return 1234;
  }
}
