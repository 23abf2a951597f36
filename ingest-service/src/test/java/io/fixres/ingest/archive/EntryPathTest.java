package io.fixres.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.dataset.Split;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPathTest {
    @ParameterizedTest
    @CsvSource({
        "roses/1.jpg, roses, ",
        "flowers/roses/1.jpg, roses, ",
        "./flowers/roses/1.jpg, roses, ",
        "flowers\\roses\\1.jpg, roses, ",
        "train/roses/1.jpg, roses, TRAIN",
        "flowers/test/roses/1.jpg, roses, TEST",
        "flowers/Valid/roses/1.jpg, roses, VALIDATION",
        "val/roses/1.jpg, roses, VALIDATION",
        "validation/roses/1.jpg, roses, VALIDATION",
        "test/1.jpg, test, ",
    })
    void theFolderOfAFileIsItsClassAndTheOneAboveMayBeItsSplit(String path, String className, Split split) {
        assertThat(EntryPath.of(path)).isEqualTo(new EntryPath.InClass(className, "1.jpg", Optional.ofNullable(split)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../roses/1.jpg",
                "roses/../../1.jpg",
                "/etc/roses/1.jpg",
                "C:\\roses\\1.jpg",
                "..\\roses\\1.jpg",
                "roses/1\n.jpg"
            })
    void aPathThatLeavesTheArchiveIsUnsafe(String path) {
        assertThat(EntryPath.of(path)).isInstanceOf(EntryPath.Unsafe.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"roses/.DS_Store", ".git/roses/1.jpg", "__MACOSX/roses/1.jpg", "roses/._1.jpg"})
    void whatAnOperatingSystemLeavesBehindIsHidden(String path) {
        assertThat(EntryPath.of(path)).isEqualTo(new EntryPath.Hidden());
    }

    @Test
    void aFileWithoutAFolderHasNoClass() {
        assertThat(EntryPath.of("1.jpg")).isEqualTo(new EntryPath.NoClass());
    }

    @Test
    void anEndlessPathIsUnsafe() {
        assertThat(EntryPath.of("a/".repeat(600) + "1.jpg")).isInstanceOf(EntryPath.Unsafe.class);
    }
}
