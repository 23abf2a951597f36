package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fixres.contracts.recipe.RecipeReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a real stack in a real browser. Where no Chromium is on the path, these tests are reported as not run, with
 * that reason. Screenshots go to {@code target/page}.
 */
class PageIT {
    private static final Path SCREENSHOTS = Path.of("target", "page");
    private static final int DESK = 1280;
    private static final int PHONE = 360;
    private static final String RUN = "page-it";
    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";

    @TempDir
    static Path directory;

    private static Path data;
    private static Stack stack;
    private static Chromium browser;

    @BeforeAll
    static void startWithOneRun() throws IOException, InterruptedException {
        Optional<Path> program = Chromium.installed();
        assumeTrue(program.isPresent(), "not run: no chromium or google-chrome is on the path");
        data = TinyFlowers.write(directory.resolve("data"), 20, 10);
        stack = Stack.start(directory.resolve("home"));
        browser = new Chromium(program.get(), Files.createDirectory(directory.resolve("profile")));
        stack.experiments().request(RUN, TestRecipe.of(3), data);
        stack.experiments().awaitEnd(RUN);
        stack.experiments().awaitEvaluations(RUN, 3);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    private static String page(String path) {
        return stack.page() + path;
    }

    @Test
    void aRunIsStartedWatchedAndCancelledFromThePage() throws IOException {
        // Given
        browser.window(DESK, 900, "light");
        browser.open(page("/new"));
        browser.awaitTrue("document.querySelector('form')");
        String yaml = RecipeReader.write(TestRecipe.of(400))
                .replaceFirst("description: .*", "description: '" + HOSTILE.replace("'", "''") + "'");

        // When
        browser.evaluate("""
                const form = document.querySelector('form');
                form.elements.yaml.value = %s;
                form.elements.dataset.value = '';
                form.elements.dataset.dispatchEvent(new Event('change'));
                form.elements.uri.value = %s;
                form.elements.experiment.value = 'page-started';
                form.requestSubmit();
                """.formatted(quoted(yaml), quoted(data.toUri().toString())));
        browser.awaitTrue("location.pathname === '/experiments/page-started'");
        browser.awaitTrue("document.querySelector('#curves .line')");
        browser.screenshot(SCREENSHOTS.resolve("running.png"));
        browser.evaluate("document.querySelector('.actions button').click()");
        browser.evaluate("document.querySelector('dialog button[value=cancel]').click()");
        browser.awaitTrue("document.querySelector('.status.cancelled')");

        // Then
        assertThat(browser.evaluate("document.body.textContent.includes('onerror=')")
                        .asBoolean())
                .isTrue();
        assertThat(browser.evaluate("document.querySelectorAll('img[src=x]').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("document.title").asText()).startsWith("page-started");
        nothingWentWrong();
    }

    @Test
    void aCompletedRunIsShownWhole() throws IOException {
        // When
        browser.window(DESK, 900, "light");
        browser.open(page("/experiments/" + RUN));
        browser.awaitTrue("document.querySelector('.status.completed')");
        browser.awaitTrue("document.querySelectorAll('#pictures img').length > 0");
        browser.evaluate("document.querySelectorAll('img').forEach(image => { image.loading = 'eager'; })");
        browser.awaitTrue("[...document.images].every(image => image.complete && image.naturalWidth > 0)");

        // Then
        assertThat(browser.evaluate("[...document.querySelectorAll('section')].map(part => part.id).join()")
                        .asText())
                .isEqualTo("curves,resolutions,scores,confusion,diagnostics,pictures,phases,checkpoints,provenance");
        assertThat(browser.evaluate("document.querySelectorAll('#resolutions .whisker').length")
                        .asInt())
                .isEqualTo(3);
        assertThat(browser.evaluate("document.querySelectorAll('#pictures figure').length")
                        .asInt())
                .isEqualTo(2);
        assertThat(browser.evaluate("fetch(document.querySelector('#checkpoints a').href)"
                                + ".then(answer => answer.arrayBuffer()).then(bytes => bytes.byteLength)")
                        .asInt())
                .isGreaterThan(10_000);
        nothingWentWrong();
    }

    @Test
    void aChartIsReadWithTheKeyboard() {
        // Given
        browser.window(DESK, 900, "light");
        browser.open(page("/experiments/" + RUN));
        browser.awaitTrue("document.querySelector('#curves .chart')");

        // When
        browser.evaluate("""
                const chart = document.querySelector('#curves .chart');
                chart.focus();
                chart.dispatchEvent(new KeyboardEvent('keydown', {key: 'End', bubbles: true}));
                """);

        // Then
        assertThat(browser.evaluate("document.querySelector('#curves .readout').textContent")
                        .asText())
                .startsWith("epoch 5.00: finetune, training ");
    }

    @Test
    void nothingIsWiderThanAPhoneOrADeskInLightAndDark() throws IOException {
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(PHONE, DESK)) {
                browser.window(width, 800, scheme);
                for (String path : List.of("/", "/new", "/experiments/" + RUN)) {
                    browser.open(page(path));
                    browser.awaitTrue("document.querySelector('section')");
                    browser.evaluate("document.querySelectorAll('img').forEach(image => { image.loading = 'eager'; })");
                    browser.awaitTrue("[...document.images].every(image => image.complete)");
                    String name = path.equals("/") ? "list" : path.substring(path.lastIndexOf('/') + 1);
                    browser.screenshot(SCREENSHOTS.resolve(name + "-" + width + "-" + scheme + ".png"));
                    assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                    .asInt())
                            .as(path + " at " + width)
                            .isLessThanOrEqualTo(width);
                }
            }
        }
        nothingWentWrong();
    }

    @Test
    void theReportIsTheSamePageInOneFile() throws IOException {
        // Given
        Path file = directory.resolve("report.html");

        // When
        FixresCommand report = FixresCommand.run(
                directory,
                "report",
                RUN,
                "--output",
                file.toString(),
                "--home",
                directory.resolve("home").toString());

        // Then
        assertThat(report.code()).as(String.join("\n", report.err())).isZero();
        assertThat(report.out()).contains("s3://fixres/experiments/" + RUN + "/report.html");
        int before = browser.requests().size();
        browser.window(DESK, 900, "light");
        browser.open(file.toUri().toString());
        browser.awaitTrue("document.querySelector('.status.completed')");
        browser.screenshot(SCREENSHOTS.resolve("report.png"));
        assertThat(browser.evaluate("document.querySelectorAll('#curves .line').length")
                        .asInt())
                .isPositive();
        assertThat(browser.evaluate("document.querySelectorAll('#pictures img').length")
                        .asInt())
                .isPositive();
        assertThat(browser.requests().subList(before, browser.requests().size()))
                .allMatch(address -> address.startsWith("data:")
                        || address.equals(file.toUri().toString()));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void anotherSiteCannotCancelARun() throws IOException, InterruptedException {
        // Given
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page("/api/experiments/" + RUN + "/cancel")))
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        HttpClient http = HttpClient.newHttpClient();

        // When
        int foreign = http.send(
                        request.copy()
                                .header("Origin", "http://evil.example")
                                .header("Content-Type", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        int form = http.send(
                        request.copy().header("Content-Type", "text/plain").build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();

        // Then
        assertThat(foreign).isEqualTo(403);
        assertThat(form).isEqualTo(415);
    }

    private static void nothingWentWrong() {
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.requests())
                .allMatch(address -> address.startsWith(stack.page() + "/")
                        || address.startsWith("data:")
                        || address.startsWith("file:"));
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
