package dev.intarsia.js.api;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.frame.FrameInstanceVisitor;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import org.jspecify.annotations.Nullable;

/** Finds the text of the call with which code of a program entered the runtime's own, for messages that quote it. */
final class CallText implements FrameInstanceVisitor<String> {
  private static final String OWN = "intarsia:";

  private boolean inside;

  private CallText() {}

  /** The call's text, which may have several lines; empty when its source is unknown. */
  static String innermost() {
    String found = Truffle.getRuntime().iterateFrames(new CallText());
    return found == null ? "" : found;
  }

  @Override
  public @Nullable String visitFrame(FrameInstance frame) {
    Node call = frame.getCallNode();
    SourceSection section = call == null ? null : call.getEncapsulatingSourceSection();
    if (section != null && section.getSource().getName().startsWith(OWN)) {
      inside = true;
      return null;
    }
    return inside
            && section != null
            && section.isAvailable()
            && section.getSource().hasCharacters()
        ? section.getCharacters().toString()
        : null;
  }
}
