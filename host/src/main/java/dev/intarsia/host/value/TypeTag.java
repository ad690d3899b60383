package dev.intarsia.host.value;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a sealed interface or class: the JSON member that tells which of its records a value is. On such a record: its
 * value of that member; without the annotation it is the record's simple name.
 *
 * <pre>{@code
 * @TypeTag("kind")
 * sealed interface Shape permits Circle, Square {}
 *
 * @TypeTag("circle")
 * record Circle(double radius) implements Shape {}   // {"kind":"circle","radius":1}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TypeTag {
  /** The member's name on a sealed type, its value on a permitted class. */
  String value();
}
