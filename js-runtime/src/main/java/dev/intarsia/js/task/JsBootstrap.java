package dev.intarsia.js.task;

import dev.intarsia.js.payload.NeutralValue;
import java.nio.file.Path;

/**
 * A hook that each worker runs before it loads its task modules: {@code export(data, context)}, where
 * {@code context} tells {@code thread}, {@code totalNumberOfThread} and {@code runtime}. A promise that it returns is
 * awaited; what it throws fails the worker's start.
 *
 * @param module its module, absolute or relative to the permissions' {@code cwd}
 * @param export the exported function's name
 * @param data its first argument
 * @param workers how many there are
 */
public record JsBootstrap(Path module, String export, NeutralValue data, int workers) {}
