package dev.intarsia.samples;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.Task;
import dev.intarsia.js.JsWorkers;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Each language does what it is good at: Java makes small images out of large ones, JS fills a template with them. Run it from the
 * project's root with images: {@code Thumbnails page.html one.jpg two.png}.
 */
public final class Thumbnails {
  private static final Base64.Encoder BASE64 = Base64.getEncoder();
  private static final int MOST_PIXELS = 160;
  private static final Task<byte[], byte[]> SHRINK = Task.of("shrink", byte[].class, byte[].class);

  private Thumbnails() {}

  /** A picture of the page: its name, and a PNG in base64. */
  public record Picture(String name, String png) {}

  /** What the template gets. */
  public record Gallery(String title, List<Picture> pictures) {}

  public static void main(String[] args) throws IOException {
    List<Path> images =
        List.of(args).subList(1, args.length).stream().map(Path::of).toList();
    Files.writeString(Path.of(args[0]), page(Path.of("samples/tasks/gallery.mjs"), images));
  }

  /** The HTML page of some images. */
  static String page(Path template, List<Path> images) {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(2).task(SHRINK, Thumbnails::shrink))
        .workers(JsWorkers.of(template))
        .build()) {
      List<PoolCall<byte[]>> small =
          images.stream().map(image -> pool.call(SHRINK, bytes(image))).toList();
      List<Picture> pictures = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        pictures.add(new Picture(
            images.get(i).getFileName().toString(),
            BASE64.encodeToString(small.get(i).await())));
      }
      return pool.call("gallery", new Gallery("Holidays", pictures), String.class)
          .await();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An image as PNG, at most 160 pixels wide and high. */
  public static byte[] shrink(byte[] image) {
    try {
      BufferedImage large = ImageIO.read(new ByteArrayInputStream(image));
      if (large == null) {
        throw new IllegalArgumentException("no image that Java can read");
      }
      double factor = Math.min(1, (double) MOST_PIXELS / Math.max(large.getWidth(), large.getHeight()));
      int width = (int) Math.max(1, Math.round(large.getWidth() * factor));
      int height = (int) Math.max(1, Math.round(large.getHeight() * factor));
      BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
      Graphics2D pen = small.createGraphics();
      pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      pen.drawImage(large, 0, 0, width, height, null);
      pen.dispose();
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(small, "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
