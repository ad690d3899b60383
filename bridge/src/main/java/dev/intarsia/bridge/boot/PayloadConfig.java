package dev.intarsia.bridge.boot;

/**
 * The payload limits in force on both sides.
 *
 * @param mode {@code fixed} across processes
 * @param maxPayloadBytes of one payload, at most an eighth of {@code maxBytes}
 */
public record PayloadConfig(String mode, long initialBytes, long maxBytes, long maxPayloadBytes) {}
