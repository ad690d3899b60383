package dev.intarsia.junit;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the modules of a pool may do besides computing. {@code *} in a list stands for everything. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Allow {
  /** Files and folders that may be read. */
  String[] read() default {};

  /** Files and folders that may be written. */
  String[] write() default {};

  /** Hosts that may be connected to, as {@code host} or {@code host:port}. */
  String[] net() default {};

  /** Environment variables that may be read. */
  String[] env() default {};

  /** What relative paths are resolved against. The working directory unless set. */
  String folder() default "";
}
