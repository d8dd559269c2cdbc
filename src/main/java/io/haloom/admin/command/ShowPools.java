package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;

/** {@code show pools}: the JVM's memory pools and its buffers outside the heap. */
final class ShowPools implements Command {

  @Override
  public Reply run(Request request) {
    StringBuilder text = new StringBuilder("Dumping pools usage.\n");
    long allocated = 0;
    long used = 0;
    int count = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getUsage();
      line(pool.getName(), usage.getCommitted(), usage.getUsed(), text);
      allocated += usage.getCommitted();
      used += usage.getUsed();
      count++;
    }
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      long memory = Math.max(0, pool.getMemoryUsed());
      line(pool.getName() + " buffers", pool.getTotalCapacity(), memory, text);
      allocated += pool.getTotalCapacity();
      used += memory;
      count++;
    }
    text.append("Total: ").append(count).append(" pools, ").append(allocated);
    text.append(" bytes allocated, ").append(used).append(" used.\n");
    return Reply.data(text);
  }

  private static void line(String name, long allocated, long used, StringBuilder into) {
    into.append("  - Pool ").append(name).append(" : ").append(allocated);
    into.append(" bytes allocated, ").append(used).append(" used\n");
  }
}
