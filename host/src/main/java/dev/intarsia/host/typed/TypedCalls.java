package dev.intarsia.host.typed;

import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.TaskName;
import dev.intarsia.host.TypeRef;
import dev.intarsia.host.UnknownTaskException;
import dev.intarsia.host.value.Conversions;
import dev.intarsia.host.value.Undefined;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Implements an interface by calls. A method that returns a {@link CompletableFuture} or {@link CompletionStage} returns
 * at once; any other waits and throws what the call failed with. The result converts to what the method returns.
 */
public final class TypedCalls implements InvocationHandler {
  private final Pool pool;
  private final Class<?> type;
  private final Map<Method, TypedMethod> methods;

  private TypedCalls(Pool pool, Class<?> type, Map<Method, TypedMethod> methods) {
    this.pool = pool;
    this.type = type;
    this.methods = methods;
  }

  /**
   * An implementation of {@code type} over a pool.
   *
   * @throws IllegalArgumentException when it is no interface, or a method can't be a call
   * @throws UnknownTaskException when the pool has no task of a method's name
   */
  public static <T> T proxy(Pool pool, Class<T> type) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          type.getTypeName() + " is no interface; typed calls need one whose methods have the tasks' names");
    }
    Map<Method, TypedMethod> methods = new HashMap<>();
    for (Method method : type.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers()) && !method.isDefault()) {
        methods.put(method, typed(pool, method));
      }
    }
    Object proxy =
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new TypedCalls(pool, type, methods));
    return type.cast(proxy);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    TypedMethod typed = methods.get(method);
    if (typed != null) {
      return typed.call(pool, arguments == null ? Undefined.UNDEFINED : arguments[0]);
    }
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> type.getSimpleName() + " on a pool";
    };
  }

  private static TypedMethod typed(Pool pool, Method method) {
    if (method.getParameterCount() > 1) {
      throw new IllegalArgumentException(describe(method) + " has " + method.getParameterCount()
          + " parameters, but a task takes one argument; give it a record, a List or a Map of them");
    }
    TaskName name = method.getAnnotation(TaskName.class);
    String task = name == null ? method.getName() : name.value();
    if (!pool.tasks().contains(task)) {
      throw new UnknownTaskException(task, pool.tasks());
    }
    Class<?> returned = method.getReturnType();
    boolean stage =
        List.of(PoolCall.class, CompletableFuture.class, CompletionStage.class).contains(returned);
    Type wanted = stage ? stageArgument(method.getGenericReturnType()) : method.getGenericReturnType();
    Conversions.to(wanted); // refused here rather than at the first call
    return new TypedMethod(task, TypeRef.of(wanted), stage);
  }

  private static Type stageArgument(Type stage) {
    return stage instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
  }

  private static String describe(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /**
   * One method.
   *
   * @param stage whether the method returns a stage of the result
   */
  private record TypedMethod(String task, TypeRef<?> result, boolean stage) {
    @Nullable Object call(Pool pool, @Nullable Object argument) {
      PoolCall<?> call = pool.call(task, argument, result);
      return stage ? call : call.await();
    }
  }
}
