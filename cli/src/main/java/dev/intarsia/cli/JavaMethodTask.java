package dev.intarsia.cli;

import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.host.TaskBody;
import dev.intarsia.host.value.Conversions;
import dev.intarsia.host.value.Undefined;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A static Java method as a task, named on the command line as {@code CLASS::METHOD}. */
final class JavaMethodTask implements TaskBody<Object, Object> {
  private final Method method;

  private JavaMethodTask(Method method) {
    this.method = method;
  }

  /**
   * @param reference {@code package.Class::method}
   * @param classPath jars and folders, separated as the system separates them; null: the program's own
   * @throws CliException naming what does not exist, and what there is instead
   */
  public static JavaMethodTask of(String reference, @Nullable String classPath) {
    int colons = reference.indexOf("::");
    if (colons <= 0 || colons + 2 == reference.length()) {
      throw CliException.wrongUsage("'" + reference + "' is no Java task: write it as package.Class::method");
    }
    Class<?> owner = load(reference.substring(0, colons), classPath);
    return new JavaMethodTask(find(owner, reference.substring(colons + 2)));
  }

  /** The method's name. */
  public String name() {
    return method.getName();
  }

  @Override
  @SuppressWarnings("NullAway") // a Java null crosses as a JavaScript one
  public @Nullable Object run(@Nullable Object argument) throws Exception {
    try {
      if (method.getParameterCount() == 0) {
        return method.invoke(null);
      }
      Object value = argument == Undefined.UNDEFINED ? null : argument;
      return method.invoke(
          null, Conversions.to(method.getGenericParameterTypes()[0]).convert(value));
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static Class<?> load(String className, @Nullable String classPath) {
    ClassLoader own = JavaMethodTask.class.getClassLoader();
    ClassLoader loader = classPath == null ? own : new URLClassLoader(urls(classPath), own);
    try {
      return Class.forName(className, true, loader);
    } catch (ClassNotFoundException e) {
      throw CliException.wrongUsage(
          "no class " + className + " on the class path; add its jar or folder with --class-path");
    }
  }

  private static URL[] urls(String classPath) {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      URI uri = Path.of(entry).toUri();
      try {
        urls.add(uri.toURL());
      } catch (MalformedURLException e) {
        throw CliException.wrongUsage("--class-path: " + entry + " is no path");
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** Of several overloads the one that takes a double, then the one that is declared with the fewest parameters. */
  private static Method find(Class<?> owner, String name) {
    List<Method> tasks = Arrays.stream(owner.getMethods())
        .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getParameterCount() <= 1)
        .toList();
    return tasks.stream()
        .filter(m -> m.getName().equals(name))
        .min(Comparator.comparing((Method m) -> !takesDouble(m)).thenComparingInt(Method::getParameterCount))
        .orElseThrow(() -> CliException.wrongUsage(owner.getName()
            + " has no public static method "
            + name
            + " of one argument or none; it has "
            + tasks.stream().map(Method::getName).distinct().sorted().collect(Collectors.joining(", "))));
  }

  private static boolean takesDouble(Method method) {
    return method.getParameterCount() == 1 && method.getParameterTypes()[0] == double.class;
  }
}
