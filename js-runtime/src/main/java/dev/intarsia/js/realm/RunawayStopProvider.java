package dev.intarsia.js.realm;

import com.oracle.truffle.api.instrumentation.TruffleInstrument.Registration;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/** How the engine finds {@link RunawayStop}. */
@Registration(id = RunawayStop.ID, name = "Intarsia runaway stop", services = RunawayStop.class)
public final class RunawayStopProvider extends TruffleInstrumentProvider {
  @Override
  protected String getInstrumentClassName() {
    return RunawayStop.class.getName();
  }

  @Override
  protected Object create() {
    return new RunawayStop();
  }

  @Override
  protected Collection<String> getServicesClassNames() {
    return List.of(RunawayStop.class.getName());
  }
}
