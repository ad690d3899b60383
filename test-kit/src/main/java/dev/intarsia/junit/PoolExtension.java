package dev.intarsia.junit;

import dev.intarsia.host.Pool;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Makes the pools of {@link IntarsiaPool}, hands them out and closes them. The store of a context holds the pool that belongs to it:
 * that of a class for {@code CLASS}, that of a test for {@code METHOD}. A context without one asks the context around it.
 */
public final class PoolExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(PoolExtension.class);

  /** For JUnit. */
  public PoolExtension() {}

  /** A pool that is built when it is first needed. */
  private static final class Lazy {
    private final IntarsiaPool wanted;
    private @Nullable Pool pool;

    Lazy(IntarsiaPool wanted) {
      this.wanted = wanted;
    }

    synchronized Pool get() {
      Pool made = pool;
      if (made == null) {
        made = TestPools.build(wanted);
        pool = made;
      }
      return made;
    }

    synchronized void close() {
      if (pool != null) {
        pool.close();
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IllegalAccessException {
    Optional<IntarsiaPool> wanted =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), IntarsiaPool.class);
    wanted.filter(pool -> pool.per() == IntarsiaPool.Per.CLASS).ifPresent(pool -> keep(context, pool));
    wanted
        .filter(pool -> pool.per() == IntarsiaPool.Per.METHOD)
        .ifPresent(pool -> context.getStore(NAMESPACE).put(IntarsiaPool.Per.METHOD, pool));
    setFields(context, context.getRequiredTestClass(), null);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IllegalAccessException {
    perMethod(context).ifPresent(pool -> keep(context, pool));
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      setFields(context, instance.getClass(), instance);
    }
  }

  /** What this test has for itself: its method's annotation, else the nearest class's where that says so. */
  private static Optional<IntarsiaPool> perMethod(ExtensionContext context) {
    Optional<IntarsiaPool> own = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), IntarsiaPool.class);
    if (own.isPresent()) {
      return own;
    }
    for (Class<?> type : context.getRequiredTestInstances().getAllInstances().reversed().stream()
        .map(Object::getClass)
        .toList()) {
      Optional<IntarsiaPool> around = AnnotationSupport.findAnnotation(type, IntarsiaPool.class);
      if (around.isPresent()) {
        return around.filter(pool -> pool.per() == IntarsiaPool.Per.METHOD);
      }
    }
    return Optional.empty();
  }

  private static void keep(ExtensionContext context, IntarsiaPool wanted) {
    context.getStore(NAMESPACE).put(Lazy.class, new Lazy(wanted));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close(context);
  }

  /** Closes the pool of this context, not that of the one around it. */
  private static void close(ExtensionContext context) {
    Lazy own = context.getStore(NAMESPACE).remove(Lazy.class, Lazy.class);
    if (own != null) {
      own.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(FromPool.class) || parameter.getParameter().getType() == Pool.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return value(context, parameter.getParameter().getType(), parameter.toString());
  }

  /** Sets the static fields of a class, or the other fields of an instance. */
  private static void setFields(ExtensionContext context, Class<?> type, @Nullable Object instance)
      throws IllegalAccessException {
    for (Field field : AnnotationSupport.findAnnotatedFields(
        type,
        FromPool.class,
        field -> Modifier.isStatic(field.getModifiers()) == (instance == null),
        HierarchyTraversalMode.TOP_DOWN)) {
      if (Modifier.isFinal(field.getModifiers())) {
        throw new ExtensionConfigurationException("@FromPool " + field + " is final, so it can't be set");
      }
      field.setAccessible(true);
      field.set(instance, value(context, field.getType(), field.toString()));
    }
  }

  private static Object value(ExtensionContext context, Class<?> type, String place) {
    Lazy lazy = context.getStore(NAMESPACE).get(Lazy.class, Lazy.class);
    if (lazy == null) {
      throw new ExtensionConfigurationException("there is no pool yet for " + place
          + ": with per = METHOD, test methods, @BeforeEach and @AfterEach have one, and fields that are not static");
    }
    return type == Pool.class ? lazy.get() : lazy.get().as(type);
  }
}
