package io.fixres.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageFilesTest {
    private static final Pattern MARKUP_FROM_TEXT = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\(|new Function");
    private static final Pattern ADDRESS = Pattern.compile("(?:https?:)?//[a-z0-9.]+\\.[a-z]{2,}[^\"' )]*");

    private static Stream<String> texts() {
        return Stream.concat(PageFiles.STYLES.stream(), PageFiles.MODULES.stream())
                .map(name -> PageFiles.asset(name).orElseThrow());
    }

    @Test
    void everyImportIsAFileOfThePage() {
        // When
        List<String> imported = PageFiles.MODULES.stream()
                .flatMap(name -> Pattern.compile("from \"\\./([^\"]+)\"")
                        .matcher(PageFiles.read(name))
                        .results())
                .map(found -> found.group(1))
                .distinct()
                .toList();

        // Then
        assertThat(PageFiles.MODULES).containsAll(imported);
    }

    @Test
    void theIndexLoadsEveryStyleSheet() {
        assertThat(PageFiles.STYLES)
                .allSatisfy(name -> assertThat(PageFiles.index()).contains("/assets/" + name));
    }

    @Test
    void noModuleMakesMarkupOfText() {
        assertThat(texts()).noneMatch(text -> MARKUP_FROM_TEXT.matcher(text).find());
    }

    @Test
    void nothingIsLoadedFromAnotherHost() {
        // The name of SVG's name space is a name and is not loaded.
        assertThat(texts().flatMap(text -> ADDRESS.matcher(text).results().map(MatchResult::group)))
                .containsOnly("http://www.w3.org/2000/svg");
    }

    @Test
    void anyOtherNameIsNoFileOfThePage() {
        assertThat(PageFiles.asset("../page/index.html")).isEmpty();
        assertThat(PageFiles.asset("index.html")).isEmpty();
    }
}
