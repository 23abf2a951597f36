package io.fixres.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.cli.group.GroupReport;
import io.fixres.cli.report.CheckpointComparison;
import io.fixres.cli.report.RunReport;
import io.fixres.contracts.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What every command has: JSON, exit codes, a place in docs/command.md, and completion. */
class CommandsTest {
    private static final Map<String, String> WITHOUT_JSON = Map.of(
            "up", "it runs until Ctrl-C; endpoints.json in its home is its machine-readable form",
            "bench", "its table is Markdown, printed by a process of its own",
            "completion", "it prints a script");

    private static final Map<String, List<Class<?>>> SHAPES = Map.ofEntries(
            Map.entry("run", List.of(RunReport.class, GroupReport.class)),
            Map.entry("demo", List.of(RunReport.class)),
            Map.entry("watch", List.of(RunReport.class, GroupReport.class)),
            Map.entry("show", List.of(RunReport.class, GroupReport.class)),
            Map.entry("submit", List.of(SubmitCommand.Submitted.class)),
            Map.entry("list", List.of(ListCommand.Listing.class)),
            Map.entry("cancel", List.of(Statuses.class)),
            Map.entry("retry", List.of(Statuses.class)),
            Map.entry("rm", List.of(RemoveCommand.Removed.class)),
            Map.entry("reproduce", List.of(ReproduceCommand.Reproduced.class)),
            Map.entry("compare", List.of(CheckpointComparison.class)),
            Map.entry("report", List.of(ReportCommand.Reported.class)),
            Map.entry("pull", List.of(PullCommand.Pulled.class)),
            Map.entry("recipes", List.of(RecipesCommand.Listing.class)),
            Map.entry("dlq list", List.of(DeadLetterCommand.Letters.class)),
            Map.entry("dlq replay", List.of(DeadLetterCommand.Replayed.class)));

    private static final Pattern SECTION = Pattern.compile("(?ms)^### ([^\\n]+)\\n(.*?)(?=^### |\\z)");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\\n(.*?)```");

    /** Every command that does something, by its name below {@code fixres}. */
    private static Map<String, CommandLine> commands() {
        Map<String, CommandLine> commands = new TreeMap<>();
        FixresCommand.commandLine().getSubcommands().forEach((name, command) -> {
            if (command.getSubcommands().isEmpty()) {
                commands.put(name, command);
            } else {
                command.getSubcommands().forEach((sub, subcommand) -> commands.put(name + " " + sub, subcommand));
            }
        });
        return commands;
    }

    @Test
    void everyCommandHasJsonOrAReasonForHavingNone() {
        commands().forEach((name, command) -> assertThat(
                        command.getCommandSpec().optionsMap().containsKey("--json"))
                .as(name)
                .isEqualTo(!WITHOUT_JSON.containsKey(name)));
        assertThat(commands()).containsKeys(WITHOUT_JSON.keySet().toArray(String[]::new));
    }

    @Test
    void theHelpOfEveryCommandListsItsExitCodes() {
        commands().forEach((name, command) -> assertThat(command.getUsageMessage())
                .as(name)
                .contains("Exit codes:")
                .containsPattern("(?m)^ +0 ")
                .containsPattern("(?m)^ +1 ")
                .containsPattern("(?m)^ +2 "));
        assertThat(Stream.of("run", "demo", "watch", "reproduce")
                        .map(commands()::get)
                        .map(CommandLine::getUsageMessage))
                .allSatisfy(
                        help -> assertThat(help).containsPattern("(?m)^ +3 ").containsPattern("(?m)^ +130 "));
    }

    @Test
    void everyCommandIsDocumentedWithTheFieldsOfItsJson() throws IOException {
        Map<String, String> sections = new HashMap<>();
        Matcher section = SECTION.matcher(Files.readString(Path.of("../docs/command.md")));
        while (section.find()) {
            Arrays.stream(section.group(1).split(", ")).forEach(name -> sections.put(name, section.group(2)));
        }
        assertThat(sections.keySet())
                .containsExactlyInAnyOrderElementsOf(commands().keySet());

        SHAPES.forEach((name, shapes) -> assertThat(documented(sections.get(name)))
                .as(name)
                .containsAll(
                        shapes.stream().flatMap(shape -> fields(shape).stream()).toList()));
    }

    private static Set<String> documented(String section) {
        Set<String> names = new TreeSet<>();
        EXAMPLE.matcher(section).results().map(MatchResult::group).forEach(example -> {
            try {
                collect(Json.mapper().readTree(example.replace("```json", "").replace("```", "")), names);
            } catch (IOException e) {
                throw new AssertionError("an example is no JSON: " + example, e);
            }
        });
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> collect(child, names));
    }

    /** Names of the fields of a shape, and of those within that are the command's own. */
    private static Set<String> fields(Class<?> shape) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : shape.getRecordComponents()) {
            names.add(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT));
            own(component.getGenericType()).forEach(inner -> names.addAll(fields(inner)));
        }
        return names;
    }

    private static Stream<Class<?>> own(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return Arrays.stream(parameterized.getActualTypeArguments()).flatMap(CommandsTest::own);
        }
        return type instanceof Class<?> known
                        && known.isRecord()
                        && known.getName().startsWith("io.fixres.cli")
                ? Stream.of(known)
                : Stream.empty();
    }

    @Test
    void theCompletionScriptIsValidAndCompletesCommandsOptionsAndRecipes(@TempDir Path directory) throws Exception {
        // Given
        StringWriter out = new StringWriter();
        CommandLine command = FixresCommand.commandLine();
        command.setOut(new PrintWriter(out, true));

        // When
        int code = command.execute("completion", "bash");

        // Then
        assertThat(code).isZero();
        Path script = Files.writeString(directory.resolve("fixres.bash"), out.toString());
        assertThat(bash("bash -n " + script)).isEmpty();
        assertThat(completions(script, "fixres", "wat")).containsExactly("watch");
        assertThat(completions(script, "fixres", "pull", "--l")).containsExactly("--last");
        assertThat(completions(script, "fixres", "run", "flow")).contains("flowers-quick");
    }

    @Test
    void bothShellsAreKnownAndOthersAreNot() {
        CommandLine command = FixresCommand.commandLine();
        command.setOut(new PrintWriter(new StringWriter()));
        command.setErr(new PrintWriter(new StringWriter()));

        assertThat(command.execute("completion", "zsh")).isZero();
        assertThat(command.execute("completion", "tcsh")).isEqualTo(2);
    }

    private static List<String> completions(Path script, String... words) throws Exception {
        return bash("source " + script + "; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD="
                        + (words.length - 1) + "; COMP_LINE='" + String.join(" ", words)
                        + "'; compopt() { :; }; _complete_fixres; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .lines()
                .map(String::strip)
                .toList();
    }

    private static String bash(String command) throws Exception {
        Process bash = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }
}
