package io.haloom.process;

import io.haloom.os.linux.ProcessCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signals of HAProxy (management guide, section 4). The JDK has no other way to catch them than
 * {@code sun.misc.Signal}, which the compiler warns of without remedy; hence by reflection.
 */
public final class Signals {

  /** What signals ask for. Each call comes on a thread of its own, and may block. */
  interface Actions {
    /** USR1: listeners close, sessions finish. */
    void softStop();

    /** TERM, INT: everything ends now. What follows kills the process by that signal. */
    void stop();

    /** HUP: the state of the servers goes to the logs. */
    void dumpState();

    /** TTOU: stop accepting, for a new process wants the ports. */
    void pause();

    /** TTIN: accept again, for the new process gave up. */
    void resume();
  }

  private Signals() {}

  /** Has {@code actions} called from now on. PIPE needs no care: the JVM ignores it. */
  static void install(Actions actions) {
    // The launcher has HUP ignored until now, and shells have INT so in what they start in the
    // background; the JVM leaves such signals alone.
    ProcessCalls.unignore(ProcessCalls.SIGHUP);
    ProcessCalls.unignore(ProcessCalls.SIGINT);
    on("USR1", actions::softStop);
    on("HUP", actions::dumpState);
    on("TTOU", actions::pause);
    on("TTIN", actions::resume);
    // For masters, which a worker is not.
    on("USR2", () -> {});
    on("TERM", () -> stopAndDie(actions, "TERM", ProcessCalls.SIGTERM));
    on("INT", () -> stopAndDie(actions, "INT", ProcessCalls.SIGINT));
  }

  private static void on(String name, Runnable action) {
    try {
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      handle(name, handler);
    } catch (InvocationTargetException e) {
      // The JVM keeps USR2 for itself unless _JAVA_SR_SIGNUM names another, as bin/haloom does; and
      // those that do not exist on this system are not sent either.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void handle(String name, Object handler) throws ReflectiveOperationException {
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object signal = signal(name);
    signal
        .getClass()
        .getMethod("handle", signal.getClass(), handlerType)
        .invoke(null, signal, handler);
  }

  private static Object signal(String name) throws ReflectiveOperationException {
    return Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
  }

  /** As HAProxy, which does not catch them: whoever waits for the process sees the signal. */
  private static void stopAndDie(Actions actions, String name, int number) {
    try {
      actions.stop();
    } finally {
      die(name, number);
    }
  }

  private static void die(String name, int number) {
    try {
      handle(name, Class.forName("sun.misc.SignalHandler").getField("SIG_DFL").get(null));
      ProcessCalls.signal(ProcessHandle.current().pid(), number);
    } catch (ReflectiveOperationException e) {
      Runtime.getRuntime().halt(128 + number);
    }
  }
}
