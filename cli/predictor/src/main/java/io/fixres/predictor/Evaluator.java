package io.fixres.predictor;

import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.evaluation.EvaluationJob;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.LabelledPicture;
import io.fixres.contracts.evaluation.Mistake;
import io.fixres.training.DeviceChoice;
import io.fixres.training.DeviceSettings;
import io.fixres.training.evaluation.CheckpointEvaluator;
import io.fixres.training.evaluation.NonFiniteLossException;
import io.fixres.training.evaluation.ParametricAdaptation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process behind {@code fixres evaluate}: one result a line, as JSON, on standard output. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Scores checkpoints.
     *
     * @param arguments path of an {@link EvaluationJob} as JSON
     */
    public static void main(String[] arguments) throws IOException {
        // Results hold class names of any language, whatever the terminal is set to.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(Path.of(arguments[0]), out, System.err));
    }

    /** Exit code: 0, 1 if a checkpoint has diverged or cannot be adapted, 2 if the job cannot be obeyed. */
    static int run(Path job, PrintStream out, PrintStream err) throws IOException {
        try {
            evaluate(Json.read(Files.readAllBytes(job), EvaluationJob.class), out, err);
            return 0;
        } catch (NonFiniteLossException | ParametricAdaptation.NoDistributionException e) {
            err.println("fixres: " + e.getMessage());
            return 1;
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            err.println("fixres: " + e.getMessage());
            return 2;
        }
    }

    private static void evaluate(EvaluationJob job, PrintStream out, PrintStream err) {
        Pictures pictures = Pictures.read(Path.of(job.pictures()));
        DeviceSettings device = new DeviceSettings(DeviceChoice.AUTO, 0);
        for (EvaluationJob.Target target : job.checkpoints()) {
            try (CheckpointEvaluator network = CheckpointEvaluator.load(Path.of(target.weights()), device)) {
                CheckpointMetadata metadata = CheckpointMetadata.of(network);
                PictureScoring scoring =
                        new PictureScoring(network, pictures, pictures.labels(metadata.classes()), job.split());
                for (EvaluationRequest request : CheckpointRequests.of(job, metadata)) {
                    err.println(target.checkpoint().checkpoint() + " at " + request.resolution() + " px, "
                            + request.transform());
                    out.println(Json.text(scoring.score(request)
                            .result(
                                    target.checkpoint(),
                                    request,
                                    job.dataset(),
                                    job.split(),
                                    metadata.classes(),
                                    sample -> picture(pictures.all().get((int) sample)))));
                }
            }
        }
    }

    private static Mistake.Picture picture(LabelledPicture picture) {
        return new Mistake.Picture(picture.key(), picture.file(), picture.offset(), picture.length());
    }
}
