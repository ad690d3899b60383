package dev.intarsia.bridge.spawn;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process to start.
 *
 * @param file the program, by its path
 * @param arguments with its name as the first
 * @param environment {@code NAME=value}, and nothing besides
 * @param directory where it starts; null for this process's own
 * @param descriptors what its descriptors 0, 1, … are: a descriptor of this process, or {@link #NULL_DEVICE}
 * @param newSession whether it leaves the session and the process group of this process
 */
public record SpawnPlan(
    String file,
    List<String> arguments,
    List<String> environment,
    @Nullable String directory,
    List<Integer> descriptors,
    boolean newSession) {
  /** What reads as empty and takes everything. */
  public static final int NULL_DEVICE = -1;

  public SpawnPlan {
    arguments = List.copyOf(arguments);
    environment = List.copyOf(environment);
    descriptors = List.copyOf(descriptors);
  }

  /** C would take what comes before it for the whole. */
  boolean hasZeroCharacter() {
    return Stream.of(Stream.of(file, directory == null ? "" : directory), arguments.stream(), environment.stream())
        .flatMap(texts -> texts)
        .anyMatch(text -> text.indexOf('\0') >= 0);
  }
}
