package dev.intarsia.samples.spring;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.spring.PoolCustomizer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An ordinary application: the starter makes the pools of application.properties. */
@SpringBootApplication
public class Application {
  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }

  /** A Java task for every pool. */
  @Bean
  PoolCustomizer tasks() {
    return (pool, builder) ->
        builder.workers(JavaWorkers.of(1).task("cube", Double.class, Double.class, x -> x * x * x));
  }
}
