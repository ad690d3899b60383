package dev.intarsia.js.task;

import org.graalvm.polyglot.Value;

/**
 * One task of a worker.
 *
 * @param run the function, its result sealed
 * @param runSignalled the same with the abort toolkit as its second argument
 * @param abortable whether it always gets the abort toolkit as its second argument
 * @param timeoutMs budget of an asynchronous call; {@link Double#POSITIVE_INFINITY} without one
 * @param timeoutResolves whether a call out of budget is resolved rather than rejected
 * @param timeoutValue with what it is settled
 */
record JsTask(
    String name,
    Value run,
    Value runSignalled,
    boolean abortable,
    double timeoutMs,
    boolean timeoutResolves,
    Value timeoutValue) {
  static JsTask of(Value fields) {
    return new JsTask(
        fields.getMember("name").asString(),
        fields.getMember("run"),
        fields.getMember("runSignalled"),
        fields.getMember("abortable").asBoolean(),
        fields.getMember("timeoutMs").asDouble(),
        fields.getMember("timeoutResolves").asBoolean(),
        fields.getMember("timeoutValue"));
  }
}
