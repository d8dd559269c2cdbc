package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.model.BindConfig;
import io.haloom.net.UnixAddress;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master CLI of a worker whose sibling, process 7, accepts its clients and says nothing. */
class MasterSessionTest {
  private static final String VERSION = "2.6.12-test\n";

  @TempDir Path folder;
  private AdminWorld world;
  private AdminListener mute;
  private Path socket;

  @BeforeEach
  void start() throws IOException {
    world =
        new AdminWorld(
            """
            global
              stats socket %s/s level admin
            """
                .formatted(folder));
    String name = "haloom-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    mute = DescriptorAdminListener.open(bind(UnixAddress.abstractName(name)), -1, 5);
    socket = folder.resolve("m");
    world.server.openMaster(bind(UnixAddress.file(socket.toString())), -1, true, new Sibling(name));
    world.server.startMaster();
  }

  @AfterEach
  void stop() throws IOException {
    world.close();
    mute.close();
  }

  private static BindConfig bind(UnixAddress address) {
    return BindConfig.ofCommands(address, address.path());
  }

  private record Sibling(String socketOf) implements MasterControl {
    @Override
    public String table() {
      return "";
    }

    @Override
    public boolean reloadFailed() {
      return false;
    }

    @Override
    public boolean isWorker(long pid) {
      return pid == 7;
    }

    @Override
    public String socketOf(long pid) {
      return socketOf;
    }

    @Override
    public void reload() {}
  }

  @Test
  void oneIsTheOnlyRelativePid() throws IOException {
    assertEquals(VERSION + "\n", RawClient.ask(socket, "@1 show version\n"));
    for (String prefix : new String[] {"@2", "@-1", "@7", "@!1"}) {
      assertEquals(
          "Can't find the target PID matching the prefix '" + prefix + "'\n",
          RawClient.ask(socket, prefix + " show version\n"));
    }
  }

  @Test
  void severityIsKeptFromOneCommandToTheNext() throws IOException {
    assertEquals(
        "[6]: " + VERSION + "\n" + VERSION + "\n",
        RawClient.ask(
            socket,
            "set severity-output number;@1 show version;set severity-output none;"
                + "@1 show version\n"));
    assertEquals(
        "one of 'none', 'number', 'string' is a required argument\n",
        RawClient.ask(socket, "set severity-output loud\n"));
  }

  @Test
  void aClientThatHasLeftDoesNotWaitForWhoIsSilent() throws IOException {
    assertEquals("", RawClient.askAndFinish(socket, "@!7 show info\n"));
  }

  @Test
  void aClientIsTold() throws IOException {
    String answer = RawClient.ask(socket, "@1 " + "x".repeat(20_000) + "\n");
    assertTrue(answer.startsWith("The command line is too big"), answer);
    assertEquals("\n", RawClient.ask(socket, "\n"));
  }
}
