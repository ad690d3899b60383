package dev.intarsia.conformance.vectors;

/** A file of a vector folder. */
public enum Section {
  PAYLOADS("payloads.jsonl", Form.PAYLOAD),
  EXTERNALS("externals.jsonl", Form.PAYLOAD),
  REFUSED("refused.jsonl", Form.FRAME),
  ACCEPTED("accepted.jsonl", Form.FRAME),
  MAILBOX("mailbox.jsonl", Form.SCRIPT),
  LANE("lane.jsonl", Form.SCRIPT),
  REGIONS("regions.jsonl", Form.SCRIPT),
  REGIONS_REFERENCE("regions-reference.jsonl", Form.SCRIPT),
  ABORT("abort.jsonl", Form.SCRIPT),
  STEAL("steal.jsonl", Form.SCRIPT),
  BOOT("boot.jsonl", Form.BOOT),
  ORDER("order.jsonl", Form.ORDER),
  LAYOUTS("layouts.json", Form.LAYOUT);

  /** What a vector of a file consists of. */
  enum Form {
    PAYLOAD("value"),
    FRAME("words"),
    SCRIPT("steps"),
    BOOT("text"),
    ORDER("names"),
    LAYOUT("");

    private final String member;

    Form(String member) {
      this.member = member;
    }

    /** The member that every vector of this form has. */
    String member() {
      return member;
    }
  }

  private final String fileName;
  private final Form form;

  Section(String fileName, Form form) {
    this.fileName = fileName;
    this.form = form;
  }

  public String fileName() {
    return fileName;
  }

  Form form() {
    return form;
  }

  /** The section's name in reports. */
  public String title() {
    return fileName.substring(0, fileName.indexOf('.'));
  }
}
