package dev.intarsia.spring;

/** A client that the scan finds. */
@IntarsiaClient("words")
interface Words {
  String greet(String name);
}
