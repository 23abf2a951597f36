package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command and every file that the README names exists. */
class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("fixres.root"));
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./fixres (\\w+)([^#\\n]*)");
    private static final Pattern OPTION = Pattern.compile("--[a-z0-9-]+");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");
    private static final Pattern NAMED = Pattern.compile("Other commands find the stack: ([^.]*)\\.");

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void everyCommandExistsWithItsOptions(@TempDir Path directory) throws IOException {
        Matcher commands = COMMAND.matcher(readme());
        List<String> faults = new ArrayList<>();
        int found = 0;
        while (commands.find()) {
            found++;
            FixresCommand help = FixresCommand.run(directory, commands.group(1), "--help");
            String text = String.join("\n", help.out());
            if (help.code() != 0) {
                faults.add("./fixres " + commands.group(1) + " does not exist");
            }
            OPTION.matcher(commands.group(2))
                    .results()
                    .filter(option -> !text.contains(option.group()))
                    .forEach(option -> faults.add(commands.group(1) + " has no " + option.group()));
        }
        assertThat(found).isGreaterThan(4);
        assertThat(faults).isEmpty();
    }

    @Test
    void everyCommandThatIsOnlyNamedExists(@TempDir Path directory) throws IOException {
        Matcher sentence = NAMED.matcher(readme().replace('\n', ' '));
        assertThat(sentence.find()).isTrue();
        for (String name : sentence.group(1).replace("`", "").split(", ")) {
            String command = name.split(" ")[0];
            assertThat(FixresCommand.run(directory, command, "--help").code())
                    .as(command)
                    .isZero();
        }
    }

    @Test
    void everyFileThatIsLinkedExists() throws IOException {
        List<String> missing = LINK.matcher(readme())
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("http") && !Files.exists(ROOT.resolve(link)))
                .toList();
        assertThat(missing).isEmpty();
    }
}
