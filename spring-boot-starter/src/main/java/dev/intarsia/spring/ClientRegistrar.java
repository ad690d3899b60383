package dev.intarsia.spring;

import dev.intarsia.host.Pool;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Registers a bean for each interface with {@link IntarsiaClient} below the application's packages. */
final class ClientRegistrar implements ImportBeanDefinitionRegistrar {
  private final BeanFactory beans;
  private final Environment environment;
  private final ResourceLoader resources;

  ClientRegistrar(BeanFactory beans, Environment environment, ResourceLoader resources) {
    this.beans = beans;
    this.environment = environment;
    this.resources = resources;
  }

  @Override
  public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    List<String> packages = AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
    InterfaceScanner scanner = new InterfaceScanner(environment);
    scanner.setResourceLoader(resources);
    packages.stream()
        .flatMap(each -> scanner.findCandidateComponents(each).stream())
        .map(found -> Objects.requireNonNull(found.getBeanClassName()))
        .distinct()
        .forEach(name -> register(registry, ClassUtils.resolveClassName(name, resources.getClassLoader())));
  }

  private <T> void register(BeanDefinitionRegistry registry, Class<T> type) {
    IntarsiaClient client = Objects.requireNonNull(AnnotationUtils.findAnnotation(type, IntarsiaClient.class));
    RootBeanDefinition bean =
        new RootBeanDefinition(type, () -> pool(client.value()).as(type));
    registry.registerBeanDefinition(type.getName(), bean);
  }

  private Pool pool(String name) {
    return name.isEmpty() ? beans.getBean(Pool.class) : beans.getBean(name, Pool.class);
  }

  /** Finds interfaces, which a scan for components passes over. */
  private static final class InterfaceScanner extends ClassPathScanningCandidateComponentProvider {
    InterfaceScanner(Environment environment) {
      super(false, environment);
      addIncludeFilter(new AnnotationTypeFilter(IntarsiaClient.class));
    }

    @Override
    protected boolean isCandidateComponent(AnnotatedBeanDefinition bean) {
      return bean.getMetadata().isInterface() && bean.getMetadata().isIndependent();
    }

    @Override
    public java.util.Set<BeanDefinition> findCandidateComponents(String basePackage) {
      return super.findCandidateComponents(basePackage);
    }
  }
}
