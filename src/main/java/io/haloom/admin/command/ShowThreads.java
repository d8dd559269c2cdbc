package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * {@code show threads}: each platform thread with its state and where it stands. Those that carry
 * virtual threads show the one they run now.
 */
final class ShowThreads implements Command {
  private static final int FRAMES = 12;

  @Override
  public Reply run(Request request) {
    StringBuilder text = new StringBuilder();
    Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
    List<Thread> threads =
        all.keySet().stream().sorted(Comparator.comparingLong(Thread::threadId)).toList();
    for (Thread thread : threads) {
      text.append(thread == Thread.currentThread() ? "* " : "  ");
      text.append("Thread ").append(thread.threadId()).append(" : name=").append(thread.getName());
      text.append(" state=").append(thread.getState());
      text.append(" daemon=").append(thread.isDaemon() ? 1 : 0).append('\n');
      StackTraceElement[] frames = all.get(thread);
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        text.append("             ").append(frames[i]).append('\n');
      }
    }
    return Reply.data(text);
  }
}
