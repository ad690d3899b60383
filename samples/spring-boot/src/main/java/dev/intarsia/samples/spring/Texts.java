package dev.intarsia.samples.spring;

import dev.intarsia.spring.IntarsiaClient;
import java.util.concurrent.CompletableFuture;

/** The functions that tasks/texts.mjs exports. */
@IntarsiaClient("texts")
public interface Texts {
  /** Waits for the result. */
  Greeting greet(Person person);

  /** Returns at once. */
  CompletableFuture<Double> milliseconds(String duration);

  /** Runs until the hard timeout. */
  Object spin();

  record Person(String name) {}

  record Greeting(String text, int length) {}
}
