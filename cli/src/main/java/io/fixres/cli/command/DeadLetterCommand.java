package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.deadletter.DeadLetter;
import io.fixres.cli.deadletter.DeadLetterBox;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres dlq}: dead letters. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = "Dead letters: records that a service could not read or obey.")
final class DeadLetterCommand {
    private static final int EXCERPT = 160;

    /** What {@code list --json} prints. */
    record Letters(List<Letter> letters) {}

    /**
     * One of them.
     *
     * @param address by which it is replayed
     * @param record the beginning of its value
     */
    record Letter(String address, Instant time, String reason, String record) {}

    /** What {@code replay --json} prints: addresses. */
    record Replayed(List<String> replayed) {}

    @Spec
    CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List dead letters, oldest first: address, time, reason, and the beginning of the record.")
    int list(@Mixin ClusterOptions clusterOptions, @Mixin TopicOption topic, @Mixin JsonOption json) {
        try (Cluster cluster = clusterOptions.connect()) {
            PrintWriter out = spec.commandLine().getOut();
            List<DeadLetter> letters = new DeadLetterBox(cluster.kafka()).read(topic.names());
            List<Letter> found = letters.stream()
                    .map(l -> new Letter(l.address(), l.time(), l.reason(), l.excerpt(EXCERPT)))
                    .toList();
            json.print(out, new Letters(found), () -> found.stream()
                    .flatMap(l -> Stream.of(
                            l.address() + "  " + l.time(), "  reason: " + l.reason(), "  record: " + l.record()))
                    .toList());
            spec.commandLine().getErr().println(letters.size() + " dead letters");
            return ExitCodes.OK;
        }
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Send dead letters back to the topic that they came from; a repetition of what was done has no"
                            + " effect.")
    int replay(
            @Mixin ClusterOptions clusterOptions,
            @Mixin TopicOption topic,
            @Mixin JsonOption json,
            @Option(names = "--all", description = "all of them") boolean all,
            @Parameters(
                            arity = "0..*",
                            paramLabel = "ADDRESS",
                            description = "as list prints them: topic/partition/offset")
                    List<String> addresses) {
        List<String> wanted = addresses == null ? List.of() : addresses;
        if (all != wanted.isEmpty()) {
            throw new UsageException("name the letters to replay by the addresses that list prints, or give --all");
        }
        try (Cluster cluster = clusterOptions.connect()) {
            DeadLetterBox box = new DeadLetterBox(cluster.kafka());
            List<DeadLetter> letters = box.read(topic.names()).stream()
                    .filter(letter -> all || wanted.contains(letter.address()))
                    .toList();
            List<String> found = letters.stream().map(DeadLetter::address).toList();
            wanted.stream()
                    .filter(address -> !found.contains(address))
                    .findFirst()
                    .ifPresent(address -> {
                        throw new UsageException(
                                "there is no dead letter '" + address + "': fixres dlq list shows all");
                    });
            box.replay(letters);
            spec.commandLine().getErr().println("replayed " + letters.size());
            json.print(spec.commandLine().getOut(), new Replayed(found), List::of);
            return ExitCodes.OK;
        }
    }

    /** Which topics. */
    static final class TopicOption {
        @Option(
                names = "--topic",
                paramLabel = "NAME",
                description = "only letters of this topic, such as fixres.experiments (default: of all)")
        Optional<String> topic;

        List<String> names() {
            topic.filter(name -> !DeadLetterBox.topics().contains(name)).ifPresent(name -> {
                throw new UsageException(
                        "--topic is '" + name + "' but must be one of " + String.join(", ", DeadLetterBox.topics()));
            });
            return topic.map(List::of).orElseGet(DeadLetterBox::topics);
        }
    }
}
