package dev.intarsia.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter or a field that receives the {@link dev.intarsia.host.Pool} of {@link IntarsiaPool}, or an interface whose methods call
 * its tasks ({@link dev.intarsia.host.Pool#as}). Fields are set before each test; a static field before all of them, which takes a
 * pool that lives as long as the class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface FromPool {}
