package io.haloom.net.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.os.linux.SplicePipes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What takes long is done once between two looks at the descriptors. */
class HeavyTurnsTest {
  private final List<String> order = new ArrayList<>();
  private final CountDownLatch done = new CountDownLatch(4);

  private EventLoop loop;

  private void heavy(String name) {
    loop.heavyTurn();
    order.add(name);
    done.countDown();
  }

  /** Has a turn each time the descriptors were looked at. */
  private void light() {
    for (int i = 0; i < 4; i++) {
      order.add("light");
      loop.pause();
    }
    done.countDown();
  }

  @Test
  void othersGoBetweenThem() throws Exception {
    loop = new EventLoop(0, -1, new SplicePipes(new SplicePipes.Limit()));
    for (String name : List.of("a", "b", "c")) {
      loop.execute(loop.thread(() -> heavy(name))::start);
    }
    loop.execute(loop.thread(this::light)::start);
    loop.start();
    done.await(20, TimeUnit.SECONDS);
    loop.stop();
    loop.join();
    assertEquals(List.of("a", "light", "light", "b", "light", "c", "light"), order);
  }
}
