package dev.intarsia.cluster.transport;

/**
 * One process in the cluster.
 *
 * @param id unique for each start of a process: one that comes back after its death is another member
 * @param address where it is, for messages
 */
public record Member(String id, String address) {
  @Override
  public String toString() {
    return address;
  }
}
