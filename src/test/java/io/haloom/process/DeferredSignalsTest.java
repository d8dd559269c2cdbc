package io.haloom.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Signals that come between the first line of a start and the moment it serves. */
class DeferredSignalsTest {
  private final List<String> done = new CopyOnWriteArrayList<>();

  private final Signals.Actions actions =
      new Signals.Actions() {
        @Override
        public void softStop() {
          done.add("USR1");
        }

        @Override
        public void stop() {
          done.add("TERM");
        }

        @Override
        public void dumpState() {
          done.add("HUP");
        }

        @Override
        public void pause() {
          done.add("TTOU");
        }

        @Override
        public void resume() {
          done.add("TTIN");
        }
      };

  @Test
  void whatComesWhileItStartsIsDoneOnceItServes() {
    DeferredSignals signals = new DeferredSignals();
    List<Runnable> sent =
        List.of(signals::softStop, signals::dumpState, signals::pause, signals::resume);
    List<Thread> waiting = sent.stream().map(Thread.ofVirtual()::start).toList();
    Eventually.await(() -> waiting.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    assertEquals(List.of(), done);
    signals.begin(actions);
    Eventually.await(() -> waiting.stream().noneMatch(Thread::isAlive));
    assertEquals(List.of("HUP", "TTIN", "TTOU", "USR1"), done.stream().sorted().toList());
  }

  @Test
  void anEndIsNotWaitedFor() {
    DeferredSignals signals = new DeferredSignals();
    signals.stop();
    assertEquals(List.of(), done);
    signals.begin(actions);
    signals.stop();
    assertEquals(List.of("TERM"), done);
  }
}
