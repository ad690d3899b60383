package dev.intarsia.js.program;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Signals of this process, through the one class of the JDK that has them. */
final class ProcessSignalSource {
  private ProcessSignalSource() {}

  /**
   * Runs {@code action} for each such signal, on a thread of the JVM's, in place of what the signal does otherwise.
   *
   * @param signal with its {@code SIG}
   * @throws IllegalArgumentException when the JVM knows no such signal or keeps it for itself
   */
  static void listen(String signal, Runnable action) {
    InvocationHandler handler = (proxy, method, arguments) -> {
      if (method.getName().equals("handle")) {
        action.run();
      }
      return null;
    };
    try {
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      handle(signal, Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, handler));
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalArgumentException("This JVM can't listen to " + signal, unknown);
    }
  }

  /** Gives a signal what it does of itself back. */
  static void reset(String signal) {
    try {
      handle(signal, Class.forName("sun.misc.SignalHandler").getField("SIG_DFL").get(null));
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalArgumentException("This JVM can't give " + signal + " its usual effect back", unknown);
    }
  }

  /** By reflection, since the compiler warns of the class and the warning can't be suppressed. */
  private static void handle(String signal, Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Object made = type.getConstructor(String.class).newInstance(signal.substring("SIG".length()));
    type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler")).invoke(null, made, handler);
  }
}
