package dev.intarsia.host.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A stage that depends on a call: whoever waits for it helps with the call first. */
final class HelpedFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  private final LaneCall<?> call;

  HelpedFuture(LaneCall<?> call) {
    this.call = call;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new HelpedFuture<>(call);
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    call.help(Long.MAX_VALUE);
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
    return super.get(call.help(unit.toNanos(timeout)), TimeUnit.NANOSECONDS);
  }

  @Override
  public T join() {
    call.helpUninterrupted();
    return super.join();
  }
}
