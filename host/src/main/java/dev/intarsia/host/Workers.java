package dev.intarsia.host;

/**
 * A part of a pool: workers of one kind and the tasks that they run. {@link JavaWorkers}, {@code ProcessWorkers} and {@code
 * JsWorkers} of {@code intarsia-js-runtime} are such parts. To add a kind of your own, implement {@code
 * dev.intarsia.host.worker.WorkerPart}.
 */
public interface Workers {}
