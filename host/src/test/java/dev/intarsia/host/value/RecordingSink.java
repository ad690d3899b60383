package dev.intarsia.host.value;

import dev.intarsia.bridge.json.EcmaNumbers;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadSink;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in one line what an encoder wrote, and hands it to a factory as the wire would. */
final class RecordingSink implements InvocationHandler {
  private final PayloadSink sink = (PayloadSink)
      Proxy.newProxyInstance(PayloadSink.class.getClassLoader(), new Class<?>[] {PayloadSink.class}, this);

  private String line = "";
  private @Nullable Method method;
  private Object[] arguments = {};

  static String encode(@Nullable Object value) {
    RecordingSink recording = new RecordingSink();
    assertWritten(JavaValues.encoder().encode(value, recording.sink));
    return recording.line;
  }

  /** The value after a crossing. */
  static @Nullable Object cross(@Nullable Object value) {
    RecordingSink recording = new RecordingSink();
    assertWritten(JavaValues.encoder().encode(value, recording.sink));
    Method wrote = Objects.requireNonNull(recording.method);
    try {
      return PayloadFactory.class
          .getMethod(wrote.getName(), wrote.getParameterTypes())
          .invoke(JavaValues.factory(), recording.arguments);
    } catch (InvocationTargetException thrown) {
      throw (RuntimeException) Objects.requireNonNull(thrown.getCause());
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError(missing.getMessage(), missing);
    }
  }

  private static void assertWritten(boolean written) {
    if (!written) {
      throw new AssertionError("the encoder must return what the sink returned");
    }
  }

  @Override
  public Object invoke(Object proxy, Method called, Object @Nullable [] given) throws Throwable {
    if (called.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, called, given);
    }
    method = called;
    arguments = given == null ? new Object[0] : given;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof double[] || arguments[i] instanceof long[] || arguments[i] instanceof int[]) {
        arguments[i] = segment(arguments[i]);
        method = PayloadSink.class.getMethod("binary", BinaryKind.class, MemorySegment.class);
      }
    }
    StringBuilder out = new StringBuilder(called.getName());
    Arrays.stream(arguments).forEach(argument -> out.append(' ').append(text(argument)));
    line = out.toString();
    return true;
  }

  private static MemorySegment segment(Object array) {
    return switch (array) {
      case double[] numbers -> MemorySegment.ofArray(numbers);
      case long[] numbers -> MemorySegment.ofArray(numbers);
      default -> MemorySegment.ofArray((int[]) array);
    };
  }

  private static String text(Object argument) {
    return switch (argument) {
      case MemorySegment bytes -> HexFormat.of().formatHex(bytes.toArray(ValueLayout.JAVA_BYTE));
      case Double number -> EcmaNumbers.toString(number);
      case BigInteger big -> big + "n";
      default -> argument.toString();
    };
  }
}
