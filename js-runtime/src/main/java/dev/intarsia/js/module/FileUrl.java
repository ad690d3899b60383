package dev.intarsia.js.module;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The path of a specifier that is a relative or absolute URL of a file. */
final class FileUrl {
  private static final Pattern ENCODED_SEPARATOR = Pattern.compile("%2f|%5c", Pattern.CASE_INSENSITIVE);
  private static final Pattern INVALID_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private FileUrl() {}

  /** Where the query or the fragment begins, or the text's length. */
  static int suffixAt(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        return i;
      }
    }
    return url.length();
  }

  /**
   * A URL's path as a file system writes it, without query and fragment.
   *
   * @throws ModuleException when it holds a separator in disguise
   */
  static String path(String url, NodeResolver.Search search) throws ModuleException {
    String path = url.substring(0, suffixAt(url)).replace('\\', '/');
    if (ENCODED_SEPARATOR.matcher(path).find()) {
      throw search.failure("ERR_INVALID_MODULE_SPECIFIER", "it must not include encoded \"/\" or \"\\\" characters");
    }
    String escaped = INVALID_ESCAPE.matcher(path.replace("+", "%2B")).replaceAll("%25");
    String decoded = URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    if (decoded.indexOf('\0') >= 0) {
      throw search.failure("ERR_INVALID_ARG_VALUE", "it must not include null bytes");
    }
    return decoded;
  }
}
