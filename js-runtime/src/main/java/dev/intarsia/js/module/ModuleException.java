package dev.intarsia.js.module;

import java.io.IOException;
import java.util.Set;

/** A module that can't be found, read or understood. Names the importer, the specifier and what was tried. */
public final class ModuleException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Codes whose errors are TypeErrors in Node; all others are plain Errors. */
  private static final Set<String> TYPE_ERRORS = Set.of(
      "ERR_IMPORT_ATTRIBUTE_MISSING",
      "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE",
      "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED",
      "ERR_INVALID_MODULE_SPECIFIER",
      "ERR_INVALID_ARG_VALUE",
      "ERR_PACKAGE_IMPORT_NOT_DEFINED",
      "ERR_UNKNOWN_FILE_EXTENSION",
      "ERR_UNSUPPORTED_RESOLVE_REQUEST");

  private final String code;

  /**
   * @param code as Node has it, for example {@code ERR_MODULE_NOT_FOUND}
   */
  public ModuleException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The JavaScript class of the error: {@code Error} or {@code TypeError}. */
  String errorClass() {
    return TYPE_ERRORS.contains(code) ? "TypeError" : "Error";
  }

  public String code() {
    return code;
  }
}
