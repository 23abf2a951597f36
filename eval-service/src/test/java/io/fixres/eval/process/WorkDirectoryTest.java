package io.fixres.eval.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.eval.TestConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void processesThatShareAFolderGetOneEach() {
        // Given
        WorkDirectory first = new WorkDirectory(new TestConfiguration(folder, 0));

        // When
        WorkDirectory second = new WorkDirectory(new TestConfiguration(folder, 0));

        // Then
        assertThat(second.folder("images")).isNotEqualTo(first.folder("images"));
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        // Given
        Path left = folder.resolve("0/images/left.u8");
        Files.createDirectories(left.getParent());
        Files.write(left, new byte[1]);

        // When
        WorkDirectory next = new WorkDirectory(new TestConfiguration(folder, 0));

        // Then
        assertThat(next.folder("images")).isEqualTo(left.getParent()).isEmptyDirectory();
    }

    @Test
    void aProcessThatEndsClearsItsFolder() throws IOException {
        // Given
        WorkDirectory directory = new WorkDirectory(new TestConfiguration(folder, 0));
        Path images = directory.folder("images");
        Files.write(images.resolve("a.u8"), new byte[1]);

        // When
        directory.close();

        // Then
        assertThat(images).doesNotExist();
    }
}
