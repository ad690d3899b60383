package dev.intarsia.cli;

/**
 * One thing that doctor looked at.
 *
 * @param found what is there, for people
 * @param mend what to do about it; empty where nothing needs doing
 */
record Check(String name, State state, String found, String mend) {
  enum State {
    OK("ok"),
    /** Works without it, slower or with less. */
    OPTIONAL("optional"),
    /** Pools can't work. */
    MISSING("MISSING");

    private final String label;

    State(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static Check ok(String name, String found) {
    return new Check(name, State.OK, found, "");
  }

  static Check optional(String name, String found, String mend) {
    return new Check(name, State.OPTIONAL, found, mend);
  }

  static Check missing(String name, String found, String mend) {
    return new Check(name, State.MISSING, found, mend);
  }
}
