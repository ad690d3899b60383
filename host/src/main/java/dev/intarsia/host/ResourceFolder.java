package dev.intarsia.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Copies a module of the class path, and what it may import, into a temporary folder. */
final class ResourceFolder {
  private static final String NODE_MODULES = "node_modules/";
  private static final String PACKAGE = "package.json";

  private final String folder;
  private final Path target;

  private ResourceFolder(String folder, Path target) {
    this.folder = folder;
    this.target = target;
  }

  static Path extract(ClassLoader loader, String name) {
    URL found = loader.getResource(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "the class path has no " + name + ": resources are named from its root, without a leading /");
    }
    try {
      Path target = TemporaryFolder.create();
      ResourceFolder copy = new ResourceFolder(name.substring(0, name.lastIndexOf('/') + 1), target);
      URLConnection connection = found.openConnection();
      if (connection instanceof JarURLConnection jar) {
        copy.fromJar(
            jar.getJarFile(), jar.getEntryName().substring(0, jar.getEntryName().length() - name.length()));
      } else {
        copy.fromFolder(root(found, name));
      }
      try (InputStream module = found.openStream()) {
        copy.put(name, module);
      }
      return target.resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException("module " + name + " of the class path can't be read from " + found, e);
    }
  }

  private static Path root(URL found, String name) throws IOException {
    try {
      Path root = Path.of(URI.create(found.toURI().toString().replaceFirst("\\?.*", "")));
      for (int i = 0; i < Path.of(name).getNameCount() && root.getParent() != null; i++) {
        root = root.getParent();
      }
      return root;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("neither a folder nor a jar", e);
    }
  }

  private void fromJar(JarFile jar, String prefix) throws IOException {
    List<JarEntry> entries = jar.stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
        .toList();
    for (JarEntry entry : entries) {
      String name = entry.getName().substring(prefix.length());
      if (belongs(name)) {
        try (InputStream in = jar.getInputStream(entry)) {
          put(name, in);
        }
      }
    }
  }

  private void fromFolder(Path root) throws IOException {
    // Only where something can be: a class path's root may hold thousands of classes.
    copyTree(root, folder);
    for (String above = folder; ; above = above.substring(0, above.lastIndexOf('/', above.length() - 2) + 1)) {
      copyTree(root, above + NODE_MODULES);
      copyTree(root, above + PACKAGE);
      if (above.isEmpty()) {
        return;
      }
    }
  }

  private void copyTree(Path root, String from) throws IOException {
    if (from.isEmpty() || !Files.exists(root.resolve(from))) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(root.resolve(from))) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        put(root.relativize(file).toString(), in);
      }
    }
  }

  /** Whether it lies in the module's folder, or in what the module may import from the folders above. */
  private boolean belongs(String name) {
    if (!folder.isEmpty() && name.startsWith(folder)) {
      return true;
    }
    for (String above = folder; ; above = above.substring(0, above.lastIndexOf('/', above.length() - 2) + 1)) {
      if (name.startsWith(above + NODE_MODULES) || name.equals(above + PACKAGE)) {
        return true;
      }
      if (above.isEmpty()) {
        return false;
      }
    }
  }

  private void put(String name, InputStream in) throws IOException {
    Path file = target.resolve(name).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("the entry " + name + " leads out of its folder");
    }
    Files.createDirectories(file.getParent());
    Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
