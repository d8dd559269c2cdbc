package io.haloom.resolve;

import java.net.InetAddress;
import java.util.List;

/** Asks for the addresses of a name; may block. */
@FunctionalInterface
public interface NameLookup {

  /** What was found out. */
  sealed interface Answer {
    /** The addresses, in the order of preference; none when the name exists no more. */
    record Addresses(List<InetAddress> addresses) implements Answer {}

    /** It could not be found out now: no name server answered. */
    record Unknown() implements Answer {}
  }

  Answer addresses(String name);
}
