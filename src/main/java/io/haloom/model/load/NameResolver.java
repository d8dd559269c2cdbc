package io.haloom.model.load;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns host names into addresses while a configuration is loaded. */
@FunctionalInterface
public interface NameResolver {

  /** The addresses of {@code name} in the order of preference, empty where there are none. */
  List<InetAddress> resolve(String name);

  /** The system's resolver: its hosts file and name servers. */
  NameResolver SYSTEM =
      name -> {
        try {
          return List.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
          return List.of();
        }
      };

  /** Finds nothing. */
  NameResolver NONE = name -> List.of();
}
