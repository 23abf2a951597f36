package io.fixres.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
    @TempDir
    private Path shared;

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        // Given a part whose lock nobody holds
        Path abandoned = Files.createDirectories(shared.resolve("ingest-dead/job-1"));
        Files.write(abandoned.resolve("images.bin"), new byte[100]);
        Files.createFile(shared.resolve("ingest-dead/lock"));

        // When
        try (WorkDirectory work = new WorkDirectory(shared)) {
            // Then
            assertThat(shared.resolve("ingest-dead")).doesNotExist();
            assertThat(work.create()).isEmptyDirectory();
        }
    }

    @Test
    void whatALivingProcessUsesIsKept() {
        // Given
        try (WorkDirectory living = new WorkDirectory(shared)) {
            Path job = living.create();

            // When
            new WorkDirectory(shared).close();

            // Then
            assertThat(job).isDirectory();
        }
    }

    @Test
    void nothingIsLeftAfterAnOrderlyEnd() {
        // Given
        WorkDirectory work = new WorkDirectory(shared);
        work.create();

        // When
        work.close();

        // Then
        assertThat(shared).isEmptyDirectory();
    }
}
