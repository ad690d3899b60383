package dev.intarsia.conformance.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds signatures that a user can see and that name types which the user cannot: of our packages, those that no module exports. */
final class PublicSignatures {
  private final JavaClasses classes;
  private final String root;
  private final Predicate<String> exported;

  PublicSignatures(JavaClasses classes, String root, Predicate<String> exported) {
    this.classes = classes;
    this.root = root;
    this.exported = exported;
  }

  /** One line for each signature and each type in it that is not exported. */
  List<String> leaks() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : classes) {
      if (exported.test(type.getPackageName()) && isSeen(type)) {
        type.getTypeParameters().forEach(variable -> judge(bounds(variable), type.getFullName(), found));
        type.getInterfaces().forEach(parent -> judge(List.of(parent), type.getFullName(), found));
        type.getSuperclass().ifPresent(parent -> judge(List.of(parent), type.getFullName(), found));
        type.getFields().stream().filter(field -> isSeen(field.getModifiers())).forEach(field -> judge(field, found));
        type.getCodeUnits().stream().filter(unit -> isSeen(unit.getModifiers())).forEach(unit -> judge(unit, found));
      }
    }
    return new ArrayList<>(found);
  }

  private void judge(JavaField field, Set<String> found) {
    judge(List.of(field.getType()), field.getFullName(), found);
  }

  private void judge(JavaCodeUnit unit, Set<String> found) {
    List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
    types.add(unit.getReturnType());
    unit.getTypeParameters().forEach(variable -> types.addAll(bounds(variable)));
    types.addAll(unit.getExceptionTypes());
    judge(types, unit.getFullName(), found);
  }

  private void judge(Collection<? extends JavaType> types, String where, Set<String> found) {
    for (JavaType type : types) {
      for (JavaClass named : type.getAllInvolvedRawTypes()) {
        JavaClass raw = named.getBaseComponentType();
        if (raw.getPackageName().startsWith(root) && !(exported.test(raw.getPackageName()) && isSeen(raw))) {
          found.add(where + " names " + raw.getFullName());
        }
      }
    }
  }

  private static Collection<JavaType> bounds(JavaTypeVariable<?> variable) {
    return variable.getBounds();
  }

  private static boolean isSeen(JavaClass type) {
    return isSeen(type.getModifiers())
        && type.getEnclosingClass().map(PublicSignatures::isSeen).orElse(true);
  }

  private static boolean isSeen(Set<JavaModifier> modifiers) {
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }
}
