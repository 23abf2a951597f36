package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.TrainingEvent;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.topic.Topics;
import io.fixres.report.history.EventFeed;
import io.fixres.report.history.RunHistory;
import io.fixres.report.page.EmbeddedPictures;
import io.fixres.report.page.ReportFile;
import io.fixres.report.page.ReportObject;
import io.fixres.report.picture.DatasetPictures;
import io.fixres.report.picture.SampledPictures;
import io.fixres.report.snapshot.Snapshot;
import io.fixres.report.snapshot.SnapshotReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres report}: the page of an experiment as one file. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Freeze the page of an experiment into one HTML file that needs no server and no other file: curves, scores,"
                    + " confusions, mistakes, pictures, provenance.",
            "It is stored beside the checkpoints; asked for again, it replaces the one before."
        })
final class ReportCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);

    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment")
    String experiment;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write it to a file of this machine as well")
    Optional<Path> output;

    @Mixin
    JsonOption json;

    /**
     * What {@code --json} prints.
     *
     * @param object address in the store
     * @param file on this machine, if one was asked for
     */
    record Reported(String experiment, String object, Optional<String> file) {
        List<String> lines() {
            return Stream.concat(file.stream(), Stream.of(object)).toList();
        }
    }

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            ExperimentState state = Follow.known(cluster, experiment);
            String html = ReportFile.html(snapshot(cluster, state));
            output.ifPresent(file -> write(file, html));
            String object = "s3://" + cluster.bucket() + "/" + ReportObject.put(cluster.store(), experiment, html);
            Reported reported = new Reported(experiment, object, output.map(Path::toString));
            json.print(spec.commandLine().getOut(), reported, reported::lines);
            return ExitCodes.OK;
        }
    }

    private Snapshot snapshot(Cluster cluster, ExperimentState state) {
        SnapshotReader snapshots = new SnapshotReader(
                cluster.store(),
                new SampledPictures(cluster.store()),
                new EmbeddedPictures(new DatasetPictures(cluster.store())),
                Clock.systemUTC());
        return snapshots
                .read(experiment, history(cluster, state))
                .orElseThrow(() -> new IllegalStateException(experiment + " was removed while it was read"));
    }

    /** What the topic still holds since the request. */
    private RunHistory.View history(Cluster cluster, ExperimentState state) {
        RunHistory history = new RunHistory();
        try (EventFeed feed =
                EventFeed.since(cluster.kafka(), List.of(Topics.TRAINING, Topics.EVALUATIONS), state.requested())) {
            while (!feed.caughtUp()) {
                feed.poll(POLL).stream().map(Envelope::data).forEach(data -> {
                    if (data instanceof TrainingEvent event
                            && event.experiment().equals(experiment)) {
                        history.add(event);
                    } else if (data instanceof EvaluationCompleted event
                            && event.experiment().equals(experiment)) {
                        history.add(event);
                    }
                });
            }
        }
        return history.view();
    }

    private static void write(Path file, String html) {
        try {
            Files.writeString(file, html);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
