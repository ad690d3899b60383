package dev.intarsia.spring;

import dev.intarsia.host.micrometer.MicrometerListener;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Pools from {@code intarsia.pools}, clients, meters, and answers to requests that a pool could not serve. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration"
    })
@EnableConfigurationProperties(IntarsiaProperties.class)
@Import({PoolRegistrar.class, ClientRegistrar.class})
public final class IntarsiaAutoConfiguration {
  IntarsiaAutoConfiguration() {}

  @Bean
  static PoolFactory intarsiaPoolFactory(ObjectProvider<PoolCustomizer> customizers) {
    return new PoolFactory(customizers.orderedStream());
  }

  @Bean
  static PoolLifecycle intarsiaPoolLifecycle(ListableBeanFactory beans, IntarsiaProperties properties) {
    return new PoolLifecycle(beans, properties);
  }

  /** Meters of every pool, where there is a registry. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  static class Meters {
    @Bean
    @ConditionalOnBean(MeterRegistry.class)
    static PoolCustomizer intarsiaMeters(MeterRegistry registry) {
      return (name, builder) -> builder.listener(new MicrometerListener(registry, name));
    }
  }

  /** Answers to requests that a pool could not serve. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(RestControllerAdvice.class)
  @ConditionalOnWebApplication
  @Import(PoolExceptionAdvice.class)
  static class Web {}
}
