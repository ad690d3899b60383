package dev.intarsia.host.permission;

/** An access that the worker's permissions do not allow. The message names the permission that would. */
public final class PermissionDeniedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String permission;

  PermissionDeniedException(String permission, String what) {
    super("Permission denied: " + what + " needs the permission \"" + permission + "\"");
    this.permission = permission;
  }

  /** The permission's name, for example {@code read}, {@code net} or {@code env}. */
  public String permission() {
    return permission;
  }
}
