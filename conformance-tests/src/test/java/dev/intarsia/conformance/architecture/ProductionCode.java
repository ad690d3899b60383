package dev.intarsia.conformance.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.net.URISyntaxException;

/** The classes of all modules, without those of tests. */
final class ProductionCode {
  private static final JavaClasses CLASSES = read();

  private ProductionCode() {}

  static JavaClasses classes() {
    return CLASSES;
  }

  private static JavaClasses read() {
    try {
      URI tests = ProductionCode.class
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .toURI();
      return new ClassFileImporter()
          .withImportOption(location -> !location.asURI().toString().startsWith(tests.toString()))
          .importPackages("dev.intarsia");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
