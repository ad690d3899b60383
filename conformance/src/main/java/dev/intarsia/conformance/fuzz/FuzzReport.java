package dev.intarsia.conformance.fuzz;

/**
 * What a run came to.
 *
 * @param frames mutated frames that were drained
 * @param seed what the run started from
 * @param decoded frames that still held a value
 * @param refused frames that were refused with a PayloadException
 * @param published frames published while the peer's lock words were mutated
 * @param mostAllocatedBytes the most that one frame made this side allocate
 * @param seconds the run took
 */
public record FuzzReport(
    long frames, long seed, long decoded, long refused, long published, long mostAllocatedBytes, double seconds) {
  @Override
  public String toString() {
    return String.format(
        "%,d frames, seed %d: %,d values, %,d refused, %,d published against mutated lock words; "
            + "at most %,d bytes allocated for one; %.0f frames a second",
        frames, seed, decoded, refused, published, mostAllocatedBytes, frames / Math.max(seconds, 1e-9));
  }
}
