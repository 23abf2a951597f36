package io.fixres.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ModuleBundleTest {
    @Test
    void aModuleFollowsWhatItImportsAndEachIsThereOnce() {
        // Given
        Map<String, String> modules = Map.of(
                "main.js", "import { b } from \"./b.js\";\nimport { a } from \"./a.js\";\na(b);\n",
                "a.js", "import { b } from \"./b.js\";\nexport function a() { return b; }\n",
                "b.js", "export const b = 1;\n");

        // When
        String script = ModuleBundle.of("main.js", modules::get);

        // Then
        assertThat(script).isEqualTo("const b = 1;\n\nfunction a() { return b; }\n\na(b);\n");
    }

    @Test
    void twoModulesThatDeclareOneNameAreRefused() {
        // Given
        Map<String, String> modules = Map.of(
                "main.js", "import { a } from \"./a.js\";\nfunction help() {}\na();\n",
                "a.js", "function help() {}\nexport function a() { help(); }\n");

        // When / Then
        assertThatThrownBy(() -> ModuleBundle.of("main.js", modules::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("help is declared in a.js and in main.js");
    }

    @Test
    void anImportInAnotherFormIsRefused() {
        assertThatThrownBy(() -> ModuleBundle.of("main.js", name -> "import * as a from \"./a.js\";\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("main.js");
    }
}
