package dev.intarsia.cluster;

import dev.intarsia.bridge.worker.Reply;
import dev.intarsia.cluster.frame.CarriedPayload;
import dev.intarsia.cluster.frame.Frame;
import org.jspecify.annotations.Nullable;

/** A call that was sent to another node and is not answered. */
final class OutCall {
  final RemoteExecutor owner;
  final Reply<CarriedPayload> reply;
  /** Its number in the exchange with that node; set when it is sent. */
  long id;

  boolean abortSent;
  Frame.Ending ending = Frame.Ending.UNKNOWN;
  /** The result so far. Used by the thread that receives. */
  @Nullable PayloadAssembly result;

  OutCall(RemoteExecutor owner, Reply<CarriedPayload> reply) {
    this.owner = owner;
    this.reply = reply;
  }
}
