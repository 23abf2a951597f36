package io.fixres.imaging.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.imaging.FixtureJpeg;
import io.fixres.imaging.transform.CropBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@link BaselineHeader} has to rule out, shown in a process of its own. */
class LibJpegErrorTest {
    @Test
    void anErrorThatGetsPastTheCheckOfHeadersEndsTheProcessWithAMessage() throws Exception {
        // Given
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutCheck.class.getName())
                .redirectErrorStream(true);

        // When
        Process process = java.start();
        String output = output(process);

        // Then
        assertThat(process.waitFor()).as(output).isEqualTo(70);
        assertThat(output).contains("libjpeg met its error").doesNotContain("decoded");
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Decodes bytes whose header was never looked at. */
    static final class WithoutCheck {
        private WithoutCheck() {}

        public static void main(String[] arguments) {
            assertThat(LibJpeg.loaded()).isTrue();
            byte[] sound = FixtureJpeg.of(16, 16);
            BaselineHeader header = BaselineHeader.read(sound).orElseThrow();
            byte[] broken = sound.clone();
            broken[1] = 0; // no longer a start of an image
            new Decompression().decode(broken, header, new CropBox(0, 0, 16, 16));
            System.out.println("decoded");
        }
    }
}
