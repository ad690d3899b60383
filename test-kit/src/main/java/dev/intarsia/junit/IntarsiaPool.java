package dev.intarsia.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class, or one test method, a pool. A parameter of type {@link dev.intarsia.host.Pool} receives it; so do
 * parameters and fields with {@link FromPool}, which may also be interfaces whose methods call tasks. The pool is built when it is
 * first needed and closed at the end.
 *
 * <pre>{@code
 * @IntarsiaPool(modules = "classpath:tasks/prices.ts", threads = 2)
 * class PricesTest {
 *   @Test
 *   void shouldAdd(@FromPool Prices prices) { … }
 * }
 * }</pre>
 *
 * <p>On a method it takes the place of the class's own, for that method alone. A nested class uses the pool of the class around it
 * unless it has the annotation too.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(PoolExtension.class)
public @interface IntarsiaPool {
  /** Task modules: {@code classpath:tasks/prices.ts}, or the path of a file. */
  String[] modules() default {};

  /** Worker threads for each of the modules. */
  int threads() default 1;

  /** How long a task may run, in milliseconds, before its call fails. 0 for as long as it likes. */
  long hardTimeoutMs() default 30_000;

  /** Whether what the modules print goes to the output of the test. */
  boolean console() default true;

  /** What the modules may do besides computing. */
  Allow allow() default @Allow;

  /** Java tasks, process workers and other options. */
  Class<? extends PoolSetup> setup() default PoolSetup.None.class;

  /** How long the pool lives. On a method it is that method's in any case. */
  Per per() default Per.CLASS;

  /** How long a pool lives. */
  enum Per {
    /** One pool for all tests of the class. */
    CLASS,
    /** A new pool for each test. */
    METHOD
  }
}
