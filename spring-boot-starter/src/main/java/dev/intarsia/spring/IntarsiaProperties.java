package dev.intarsia.spring;

import dev.intarsia.host.QueuePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties below {@code intarsia}.
 *
 * @param pools Pools by name. Each is a bean of that name.
 */
@ConfigurationProperties(IntarsiaProperties.PREFIX)
public record IntarsiaProperties(@DefaultValue Map<String, PoolProperties> pools) {
  static final String PREFIX = "intarsia";

  /**
   * One pool.
   *
   * @param js Worker threads for JS and TS modules.
   * @param hardTimeout How long a task may run before its call fails and it is stopped. Without it, as long as it likes.
   * @param queueTimeout How long a call may wait for a worker to begin it. Without it, as long as it takes.
   * @param queueLimit How many calls may wait for one worker. Without it, any number.
   * @param queuePolicy What happens to a call that finds the queue full.
   * @param drain How long calls under way may take to finish when the application stops.
   * @param prewarm Whether the application starts only once every worker has loaded its modules.
   */
  public record PoolProperties(
      @Nullable JsProperties js,
      @Nullable Duration hardTimeout,
      @Nullable Duration queueTimeout,
      @Nullable Integer queueLimit,
      @DefaultValue("reject") QueuePolicy queuePolicy,
      @DefaultValue("10s") Duration drain,
      @DefaultValue("false") boolean prewarm) {}

  /**
   * JS workers of a pool.
   *
   * @param threads Worker threads for each of the modules.
   * @param modules Task modules: {@code classpath:tasks/resize.mjs}, or the path of a file.
   * @param console Whether what the modules print goes to the logger {@code intarsia.NAME}.
   * @param permissions What the modules may do besides computing.
   */
  public record JsProperties(
      @DefaultValue("1") int threads,
      @DefaultValue List<String> modules,
      @DefaultValue("false") boolean console,
      @DefaultValue PermissionProperties permissions) {}

  /**
   * What modules may do besides computing. {@code *} in a list stands for everything.
   *
   * @param folder What relative paths are resolved against. The working directory unless set.
   * @param read Files and folders that may be read.
   * @param write Files and folders that may be written.
   * @param net Hosts that may be connected to, as {@code host} or {@code host:port}.
   * @param env Environment variables that may be read.
   */
  public record PermissionProperties(
      @Nullable String folder,
      @DefaultValue List<String> read,
      @DefaultValue List<String> write,
      @DefaultValue List<String> net,
      @DefaultValue List<String> env) {}
}
