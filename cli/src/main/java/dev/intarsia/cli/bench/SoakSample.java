package dev.intarsia.cli.bench;

/**
 * How a process stands at one moment of a soak.
 *
 * @param atMs since the start
 * @param calls settled so far
 * @param heapBytes of Java's heap in use after the last collection
 * @param rssBytes of memory in all, −1 where the system does not say
 * @param handles open files, −1 where the system does not say
 */
public record SoakSample(long atMs, long calls, long heapBytes, long rssBytes, long handles) {}
