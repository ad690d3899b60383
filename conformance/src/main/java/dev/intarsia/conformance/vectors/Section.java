package dev.intarsia.conformance.vectors;

/** A file of a vector folder. */
public enum Section {
  PAYLOADS("payloads.jsonl"),
  MAILBOX("mailbox.jsonl"),
  REGIONS("regions.jsonl"),
  ABORT("abort.jsonl"),
  STEAL("steal.jsonl"),
  LAYOUTS("layouts.json");

  private final String fileName;

  Section(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }

  /** The section's name in reports. */
  public String title() {
    return fileName.substring(0, fileName.indexOf('.'));
  }
}
