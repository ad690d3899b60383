package dev.intarsia.spring;

import dev.intarsia.host.Pool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/** Health of every pool, where the application has health at all. */
@AutoConfiguration(
    after = IntarsiaAutoConfiguration.class,
    beforeName = "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration")
@ConditionalOnClass({HealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
public final class PoolHealthAutoConfiguration {
  PoolHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnEnabledHealthIndicator("intarsia")
  @ConditionalOnBean(Pool.class)
  @ConditionalOnMissingBean(name = "intarsiaHealthContributor")
  static HealthContributor intarsiaHealthContributor(Map<String, Pool> pools) {
    Map<String, PoolHealthIndicator> indicators = new LinkedHashMap<>();
    pools.forEach((name, pool) -> indicators.put(name, new PoolHealthIndicator(pool)));
    return CompositeHealthContributor.fromMap(indicators);
  }
}
