package io.fixres.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class EntryPathProperties {
    @Property
    void noPathWhateverGivesAClassOrFileThatNamesAnotherFolder(@ForAll @StringLength(max = 60) String text) {
        // When
        EntryPath path = EntryPath.of(text);

        // Then
        if (path instanceof EntryPath.InClass inClass) {
            assertThat(inClass.className()).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\");
            assertThat(inClass.file()).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\");
        }
    }

    @Property
    void aParentStepAnywhereIsRefused(@ForAll @StringLength(max = 20) String before, @ForAll boolean backslash) {
        // Given
        String separator = backslash ? "\\" : "/";

        // When
        EntryPath path = EntryPath.of(before + separator + ".." + separator + "class" + separator + "file.jpg");

        // Then
        assertThat(path).isInstanceOf(EntryPath.Unsafe.class);
    }
}
