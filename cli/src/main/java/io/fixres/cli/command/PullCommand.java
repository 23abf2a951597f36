package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.TransferProgress;
import io.fixres.cli.source.CheckpointDownload;
import io.fixres.cli.source.CheckpointDownload.Fetched;
import io.fixres.cli.terminal.Terminal;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.storage.ObjectKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres pull}: checkpoints to a folder. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = {
            "Download checkpoints (model.safetensors and manifest.json), checked against their SHA-256, and print where they"
                    + " lie.",
            "A download that was broken off goes on where it stopped; what is there already is not fetched again."
        })
final class PullCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(index = "0", paramLabel = "ID", description = "id of the experiment")
    String experiment;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "folder; a checkpoint goes to DIR/<phase>-<epoch>-<attempt> (default: ./ID)")
    Optional<Path> directory;

    @ArgGroup
    Which which = new Which();

    @Mixin
    JsonOption json;

    /** Which checkpoints. */
    static final class Which {
        @Option(names = "--best", description = "the best one (default)")
        boolean best;

        @Option(names = "--last", description = "the newest one")
        boolean last;

        @Option(names = "--all", description = "all that are kept")
        boolean all;
    }

    /**
     * What {@code --json} prints.
     *
     * @param checkpoints each with the folder that holds it, the bytes of its weights and how many of them came over the
     *     network
     */
    record Pulled(String experiment, List<Checkpoint> checkpoints) {
        /** One of them. */
        record Checkpoint(String key, String folder, String sha256, long bytes, long fetched) {
            static Checkpoint of(Fetched fetched) {
                return new Checkpoint(
                        fetched.key(),
                        fetched.folder().toString(),
                        fetched.sha256(),
                        fetched.bytes(),
                        fetched.fetched());
            }
        }
    }

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect();
                TransferProgress progress = new TransferProgress(System.err, Terminal.current())) {
            ExperimentState state = Follow.known(cluster, experiment);
            Path target = directory.orElseGet(() -> Path.of(experiment));
            List<Pulled.Checkpoint> fetched = new ArrayList<>();
            for (CheckpointDownload download : chosen(cluster, state)) {
                fetched.add(Pulled.Checkpoint.of(download.to(cluster.store(), target, progress)));
            }
            json.print(spec.commandLine().getOut(), new Pulled(experiment, fetched), () -> fetched.stream()
                    .map(Pulled.Checkpoint::folder)
                    .toList());
            return ExitCodes.OK;
        }
    }

    private List<CheckpointDownload> chosen(Cluster cluster, ExperimentState state) {
        if (which.all) {
            if (state.checkpoints().isEmpty()) {
                throw none("");
            }
            return state.checkpoints().stream()
                    .map(c -> new CheckpointDownload(c.key(), c.sha256()))
                    .toList();
        }
        String key = which.last ? ObjectKeys.latest(experiment) : ObjectKeys.best(experiment);
        return List.of(CheckpointDownload.pointedTo(cluster.store(), key)
                .orElseThrow(() -> none(which.last ? "" : "; nothing is scored yet, try --last")));
    }

    private UsageException none(String hint) {
        return new UsageException("experiment '" + experiment + "' has no such checkpoint" + hint);
    }
}
