package dev.intarsia.host;

/** Which of the calls that wait for a free slot goes first. Calls in a worker's mailbox are past this choice. */
public enum Priority {
  HIGH,
  NORMAL,
  LOW
}
