package dev.intarsia.cluster;

/** Where the calls of tasks go that this machine can run itself too. */
public enum Reach {
  /** Here. The pool is the same as without a cluster, and costs the same. */
  LOCAL_ONLY,
  /** Here, unless the lane that a call would go to has {@link RemoteWorkers#mark} calls under way and another node has a free slot. */
  PREFER_LOCAL,
  /** Here and on the other nodes alike, as the pool's balancer says; not to a node without a free slot. */
  SPREAD
}
