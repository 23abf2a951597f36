package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.source.CheckpointDownload;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.storage.ObjectKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
        description = "Download checkpoints (model.safetensors and manifest.json), checked against their SHA-256.")
final class PullCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(index = "0", paramLabel = "ID", description = "id of the experiment")
    String experiment;

    @Parameters(
            index = "1",
            paramLabel = "DIR",
            description = "folder; a checkpoint goes to DIR/<phase>-<epoch>-<attempt>")
    Path directory;

    @ArgGroup
    Which which = new Which();

    /** Which checkpoints. */
    static final class Which {
        @Option(names = "--best", description = "the best one (default)")
        boolean best;

        @Option(names = "--last", description = "the newest one")
        boolean last;

        @Option(names = "--all", description = "all that are kept")
        boolean all;
    }

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            ExperimentState state = Follow.known(cluster, experiment);
            PrintWriter out = spec.commandLine().getOut();
            for (CheckpointDownload download : chosen(cluster, state)) {
                out.println(download.to(cluster.store(), directory));
            }
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
