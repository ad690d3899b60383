package dev.intarsia.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean of an interface: each of its methods calls the task of its name. Interfaces are found below the package of the
 * application, as its components are.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface IntarsiaClient {
  /** The pool that is called. May be left out where there is one only. */
  String value() default "";
}
