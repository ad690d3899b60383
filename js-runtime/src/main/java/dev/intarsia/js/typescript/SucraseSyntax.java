package dev.intarsia.js.typescript;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the files that sucrase translates as TypeScript does. It looks for the words of what sucrase drops or translates otherwise,
 * in comments and strings too: a find too many costs time alone, a find too few would change what a program does.
 */
final class SucraseSyntax {
  private static final Pattern IMPORT_EQUALS = Pattern.compile("\\bimport\\s+(type\\s+)?[\\w$]+\\s*=");

  /** What sucrase drops, refuses or mistakes. */
  private static final List<Pattern> BEYOND = List.of(
      Pattern.compile("\\b(namespace|module)\\s+[\\p{L}_$][\\w$.]*\\s*\\{"),
      IMPORT_EQUALS,
      Pattern.compile("\\bexport\\s*="),
      Pattern.compile("\\bimport\\s*\\([^()]*,"),
      Pattern.compile("[\"']constructor[\"']\\s*\\("));

  private static final Pattern JSX_NAMESPACE =
      Pattern.compile("<[\\p{L}_$][\\w$-]*:[\\p{L}_$]|\\s[\\p{L}_$][\\w$-]*:[\\p{L}_$][\\w$-]*=[{\"']");
  private static final Pattern PARAMETER_PROPERTY =
      Pattern.compile("\\bconstructor\\s*\\([^{}]*\\b(private|public|protected|readonly|override)\\s");
  private static final Pattern DECORATOR = Pattern.compile("(^|[\\s(,])@[\\p{L}_$(]");
  private static final Pattern ENUM = Pattern.compile("\\benum\\s+[\\p{L}_$]");
  private static final Pattern SIMPLE_ENUM = Pattern.compile("\\benum\\s+([\\w$]+)\\s*\\{([^{}`]*)\\}");
  private static final Pattern SIMPLE_MEMBER =
      Pattern.compile("([\\p{L}_$][\\w$]*)(\\s*=\\s*(-?[\\w.]+|\"[^\"\\\\]*\"|'[^'\\\\]*'|\\d+\\s*<<\\s*\\d+))?");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

  private SucraseSyntax() {}

  static boolean hasImportEquals(String text) {
    return IMPORT_EQUALS.matcher(text).find();
  }

  static boolean handles(Path file, String text) {
    boolean jsx = String.valueOf(file.getFileName()).endsWith("x");
    return BEYOND.stream().noneMatch(pattern -> pattern.matcher(text).find())
        && !(jsx && JSX_NAMESPACE.matcher(text).find())
        && !needsClassRules(file, text)
        && enumsAreSimple(text);
  }

  /**
   * Parameter properties are fields before the other fields, which sucrase does not declare; old decorators and fields that are
   * assigned are TypeScript's own.
   */
  private static boolean needsClassRules(Path file, String text) {
    if (!text.contains("class")) {
      return false;
    }
    ClassSettings settings = ClassSettings.of(file);
    return PARAMETER_PROPERTY.matcher(text).find()
        || !settings.useDefineForClassFields()
        || (settings.experimentalDecorators() && DECORATOR.matcher(text).find());
  }

  /** Whether each enum is declared once and gives its members constants, none with the enum's own name. */
  private static boolean enumsAreSimple(String text) {
    if (!text.contains("enum")) {
      return true;
    }
    String code = COMMENT.matcher(text).replaceAll(" ");
    Set<String> names = new HashSet<>();
    int simple = 0;
    for (Matcher found = SIMPLE_ENUM.matcher(code); found.find(); simple++) {
      if (!names.add(found.group(1)) || !membersAreSimple(found.group(1), found.group(2))) {
        return false;
      }
    }
    return simple == ENUM.matcher(text).results().count();
  }

  private static boolean membersAreSimple(String name, String members) {
    for (String member : members.split(",", -1)) {
      Matcher matcher = SIMPLE_MEMBER.matcher(member.trim());
      boolean constant = matcher.matches() && (matcher.group(3) == null || !isName(matcher.group(3)));
      if (!member.isBlank() && (!constant || matcher.group(1).equals(name))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String value) {
    return Character.isJavaIdentifierStart(value.charAt(0));
  }
}
