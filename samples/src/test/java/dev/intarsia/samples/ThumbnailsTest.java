package dev.intarsia.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ThumbnailsTest {
  private static final Path TEMPLATE = Path.of(System.getProperty("intarsia.root", ".."), "samples/tasks/gallery.mjs");

  @TempDir
  private Path folder;

  @Test
  void shouldFillAPageWithSmallImages() throws Exception {
    Path wide = folder.resolve("wide & high.png");
    ImageIO.write(new BufferedImage(640, 320, BufferedImage.TYPE_INT_RGB), "png", wide.toFile());
    String page = Thumbnails.page(TEMPLATE, List.of(wide, wide));
    Matcher image = Pattern.compile("alt=\"wide &#38; high.png\" src=\"data:image/png;base64,([^\"]+)\"")
        .matcher(page);
    assertThat(image.results()).hasSize(2);
    assertThat(image.reset().find()).isTrue();
    BufferedImage small =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image.group(1))));
    assertThat(List.of(small.getWidth(), small.getHeight())).containsExactly(160, 80);
  }

  @Test
  void shouldSayWhichFileIsNoImage() throws Exception {
    Path text = Files.writeString(folder.resolve("text.png"), "no image");
    assertThatThrownBy(() -> Thumbnails.page(TEMPLATE, List.of(text)))
        .hasMessageContaining("no image that Java can read");
  }
}
