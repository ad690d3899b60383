/** Pools as beans of a Spring Boot application. */
@NullMarked
package dev.intarsia.spring;

import org.jspecify.annotations.NullMarked;
