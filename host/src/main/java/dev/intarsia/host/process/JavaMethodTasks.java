package dev.intarsia.host.process;

import dev.intarsia.host.TaskContext;
import dev.intarsia.host.TaskFunction;
import dev.intarsia.host.value.Conversions;
import dev.intarsia.host.value.Converter;
import dev.intarsia.host.worker.JavaTask;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Static Java methods as tasks: {@code R method()}, {@code R method(A)} or {@code R method(A, TaskContext)}. */
final class JavaMethodTasks {
  private JavaMethodTasks() {}

  /**
   * @param target {@code CLASS::METHOD}
   * @throws WorkerStartException when the class or the method is missing, or there are several
   */
  static JavaTask of(String name, String target, ClassLoader loader) {
    int colons = target.indexOf("::");
    Method method = find(target.substring(0, colons), target.substring(colons + 2), loader);
    int parameters = method.getParameterCount();
    Function<@Nullable Object, @Nullable Object> argument =
        parameters == 0 ? value -> null : converter(method.getParameterTypes()[0]);
    return new JavaTask(name, function(method, parameters), argument, Double.POSITIVE_INFINITY);
  }

  @SuppressWarnings("unchecked")
  private static Function<@Nullable Object, @Nullable Object> converter(Class<?> type) {
    if (type == Object.class) {
      return value -> value;
    }
    Converter<Object> converter = (Converter<Object>) Conversions.to(type);
    return converter::convert;
  }

  private static TaskFunction<@Nullable Object, @Nullable Object> function(Method method, int parameters) {
    return (argument, context) -> {
      try {
        return switch (parameters) {
          case 0 -> method.invoke(null);
          case 1 -> method.invoke(null, argument);
          default -> method.invoke(null, argument, context);
        };
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
    };
  }

  private static Method find(String className, String methodName, ClassLoader loader) {
    Class<?> type;
    try {
      type = Class.forName(className, true, loader);
    } catch (ClassNotFoundException e) {
      throw new WorkerStartException(
          "no class " + className + " on the class path: give it with --class-path or java -cp", e);
    }
    List<Method> found = Stream.of(type.getMethods())
        .filter(m -> m.getName().equals(methodName) && fits(m))
        .toList();
    if (found.size() != 1) {
      throw new WorkerStartException(className
          + " has "
          + (found.isEmpty() ? "no" : "several")
          + " public static "
          + methodName
          + " that takes nothing, one argument, or one and a TaskContext: a task needs exactly one");
    }
    return found.getFirst();
  }

  private static boolean fits(Method method) {
    int parameters = method.getParameterCount();
    return Modifier.isStatic(method.getModifiers())
        && (parameters < 2 || (parameters == 2 && method.getParameterTypes()[1] == TaskContext.class));
  }
}
