package dev.intarsia.spring;

import dev.intarsia.host.Pool;
import dev.intarsia.spring.IntarsiaProperties.PoolProperties;
import java.util.Map;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Registers one bean of type {@link Pool} for each name below {@code intarsia.pools}. */
final class PoolRegistrar implements BeanRegistrar {
  @Override
  public void register(BeanRegistry registry, Environment environment) {
    Map<String, PoolProperties> pools = Binder.get(environment)
        .bind(IntarsiaProperties.PREFIX + ".pools", Bindable.mapOf(String.class, PoolProperties.class))
        .orElse(Map.of());
    pools.forEach((name, properties) -> registry.registerBean(
        name,
        Pool.class,
        bean -> bean.description("intarsia.pools." + name)
            .supplier(context -> context.bean(PoolFactory.class).create(name, properties))));
  }
}
