package io.haloom.model.load.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns host names into addresses while a configuration is loaded. */
@FunctionalInterface
public interface NameResolver {

  /** The addresses of {@code name} in the order of preference, empty where there are none. */
  List<InetAddress> resolve(String name);

  /** The system's resolver: its hosts file and name servers; numbers in any form it takes. */
  NameResolver SYSTEM =
      name -> {
        InetAddress number = IpLiteral.loose(name);
        if (number != null) {
          return List.of(number);
        }
        try {
          return List.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
          return List.of();
        }
      };

  /** Finds nothing. */
  NameResolver NONE = name -> List.of();
}
