package dev.intarsia.samples.spring;

import dev.intarsia.samples.spring.Texts.Greeting;
import dev.intarsia.samples.spring.Texts.Person;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TextController {
  private final Texts texts;

  TextController(Texts texts) {
    this.texts = texts;
  }

  @GetMapping("/greet")
  Greeting greet(@RequestParam String name) {
    return texts.greet(new Person(name));
  }

  @GetMapping("/milliseconds")
  CompletableFuture<Double> milliseconds(@RequestParam String duration) {
    return texts.milliseconds(duration);
  }

  @GetMapping("/spin")
  Object spin() {
    return texts.spin();
  }
}
