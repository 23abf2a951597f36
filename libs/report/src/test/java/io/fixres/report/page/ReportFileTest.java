package io.fixres.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.report.history.RunHistory;
import io.fixres.report.picture.DatasetPictures;
import io.fixres.report.picture.SampledPictures;
import io.fixres.report.snapshot.SnapshotReader;
import io.fixres.report.snapshot.StoredExperiment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportFileTest {
    private static final String HOSTILE = "</script><script>alert('daisy')</script><img src=x onerror=alert(1)>\u2028";

    private static String report(String... classes) {
        StoredExperiment stored =
                new StoredExperiment(ExperimentStatus.COMPLETED, classes).scored("initial", 0, 15, 0, 1, 1, 1);
        SnapshotReader snapshots = new SnapshotReader(
                stored.store(),
                new SampledPictures(stored.store()),
                new EmbeddedPictures(new DatasetPictures(stored.store())),
                Clock.systemUTC());
        return ReportFile.html(
                snapshots.read(StoredExperiment.ID, RunHistory.View.empty()).orElseThrow());
    }

    private static String group(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void aHostileClassNameStaysText() throws IOException {
        // When
        String html = report(HOSTILE, "rose");

        // Then
        assertThat(html).doesNotContain("<script>alert").doesNotContain("<img");
        JsonNode data = Json.mapper().readTree(group("id=\"snapshot\">(.*?)</script>", html));
        assertThat(data.at("/dataset/classes/0").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void thePolicyAllowsTheScriptAndTheStyleOfTheFileAndNothingElse() {
        // Given
        String html = report("daisy", "rose");

        // When
        String script = group("<script type=\"module\">(.*?)</script>", html);
        String style = group("<style>(.*?)</style>", html);

        // Then
        assertThat(group("Content-Security-Policy\" content=\"([^\"]*)\"", html))
                .contains("default-src 'none'", "script-src '" + hash(script) + "'", "style-src '" + hash(style) + "'");
    }

    @Test
    void nothingIsLoadedFromOutsideTheFile() {
        assertThat(report("daisy", "rose")).doesNotContain("/assets/").doesNotContain("import {");
    }

    private static String hash(String content) {
        byte[] digest = Digests.sha256().digest(content.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
