package dev.intarsia.host.process;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where a task is found that a pool calls by a name of its own.
 *
 * @param name as the pool calls it
 * @param module the file URL of the module that defines it
 * @param at which {@code task()} or {@code importTask()} call of that module it is, from 0;
 *     {@link #PLAIN_FUNCTION} for a function that the module exports under {@code name}
 */
public record TaskPlace(String name, String module, int at) {
  public static final int PLAIN_FUNCTION = -1;

  /**
   * The module's file.
   *
   * @throws IllegalArgumentException when the URL is none of a file
   */
  public Path file() {
    return Path.of(URI.create(module));
  }
}
