package dev.intarsia.js.module;

import java.io.IOException;

/** A module that can't be found, read or understood. Names the importer, the specifier and what was tried. */
public final class ModuleException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code as Node has it, for example {@code ERR_MODULE_NOT_FOUND}
   */
  public ModuleException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
