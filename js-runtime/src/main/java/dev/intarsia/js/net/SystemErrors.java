package dev.intarsia.js.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;

/** The error numbers, negative as libuv returns them, of what the JDK throws. */
public final class SystemErrors {
  static final int EOF = -4095;
  static final int EACCES = -13;
  static final int EBADF = -9;
  static final int EINVAL = -22;
  private static final int EIO = -5;
  private static final int ENOENT = -2;
  private static final int EPIPE = -32;
  private static final int EADDRINUSE = -98;
  private static final int ECONNRESET = -104;
  private static final int ECONNREFUSED = -111;
  private static final int EHOSTUNREACH = -113;

  /** By a part of the message that the C library gives, in lower case. */
  private static final Map<String, Integer> BY_MESSAGE = Map.ofEntries(
      Map.entry("address already in use", EADDRINUSE),
      Map.entry("permission denied", EACCES),
      Map.entry("cannot assign requested address", -99),
      Map.entry("network is unreachable", -101),
      Map.entry("software caused connection abort", -103),
      Map.entry("connection reset", ECONNRESET),
      Map.entry("broken pipe", EPIPE),
      Map.entry("connection refused", ECONNREFUSED),
      Map.entry("connection timed out", -110),
      Map.entry("no route to host", EHOSTUNREACH),
      Map.entry("invalid argument", EINVAL),
      Map.entry("too many open files", -24),
      Map.entry("no such file or directory", ENOENT),
      Map.entry("file name too long", -36),
      Map.entry("address family not supported", -97));

  private SystemErrors() {}

  /** The number of what was thrown. */
  public static int number(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    for (Map.Entry<String, Integer> known : BY_MESSAGE.entrySet()) {
      if (message.contains(known.getKey())) {
        return known.getValue();
      }
    }
    return switch (failure) {
      case ConnectException _ -> ECONNREFUSED;
      case NoRouteToHostException _ -> EHOSTUNREACH;
      case BindException _ -> EADDRINUSE;
      case ClosedChannelException _ -> EPIPE;
      case NoSuchFileException _ -> ENOENT;
      case IOException _ -> EIO;
      default -> EINVAL;
    };
  }
}
