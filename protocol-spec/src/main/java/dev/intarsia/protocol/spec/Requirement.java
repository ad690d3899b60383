package dev.intarsia.protocol.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the requirements of SPEC.md that a test checks, by number: {@code @Requirement("MBX-014")}. A check of the
 * build fails for a requirement that no test or vector names, and for a number that SPEC.md does not have.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Requirements.class)
public @interface Requirement {
  /** One or more numbers. */
  String[] value();
}
