package io.fixres.contracts.storage;

import io.fixres.contracts.evaluation.EvaluationRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys of the one bucket; every object is create-only or changed by compare-and-set. */
public final class ObjectKeys {
    /** Prefix of all datasets. */
    public static final String DATASETS = "datasets/";

    /** Prefix of all experiments. */
    public static final String EXPERIMENTS = "experiments/";

    /** Prefix of the entries of experiments that wait; they sort by time. */
    public static final String QUEUE = "queue/";

    /** Prefix of the sources that wait for ingest. */
    public static final String INGEST = "ingest/";

    /** Prefix of accepted checkpoints that are not scored whole yet. */
    public static final String PENDING_EVALUATIONS = "pending/evaluations/";

    /** Prefix of completed experiments whose superfluous checkpoints are not removed yet. */
    public static final String PENDING_RETENTION = "pending/retention/";

    private static final Pattern STATE = Pattern.compile(Pattern.quote(EXPERIMENTS) + "([^/]+)/state\\.json");

    private ObjectKeys() {}

    /** Prefix of a dataset, ending in a slash. */
    public static String dataset(String dataset) {
        return DATASETS + dataset + "/";
    }

    /** The manifest of a dataset. */
    public static String datasetManifest(String dataset) {
        return dataset(dataset) + "manifest.json";
    }

    /** The sample list of a dataset. */
    public static String samples(String dataset) {
        return dataset(dataset) + "samples.jsonl";
    }

    /** The list of refused images. */
    public static String rejected(String dataset) {
        return dataset(dataset) + "rejected.jsonl";
    }

    /** A shard, from 0. */
    public static String shard(String dataset, int index) {
        return dataset(dataset) + shardName(index);
    }

    /** Name of a shard within its dataset. */
    public static String shardName(int index) {
        return String.format("shard-%06d.tar", index);
    }

    /** What became of a source. */
    public static String source(String hash) {
        return "sources/" + hash + ".json";
    }

    /** A source that was accepted and is not stored yet, see {@link io.fixres.contracts.dataset.IngestJob}. */
    public static String ingestJob(String hash) {
        return INGEST + hash + ".json";
    }

    /** An archive that the command uploaded for ingest. */
    public static String upload(String sha256, String fileName) {
        return "uploads/" + sha256 + "/" + fileName;
    }

    /** A queue entry: sorts by the time of the request (milliseconds since 1970). */
    public static String queueEntry(long millis, String experiment) {
        return QUEUE + String.format("%013d", millis) + "-" + experiment;
    }

    /** Prefix of an experiment, ending in a slash. */
    public static String experiment(String experiment) {
        return EXPERIMENTS + experiment + "/";
    }

    /** The resolved recipe. */
    public static String recipe(String experiment) {
        return experiment(experiment) + "recipe.yaml";
    }

    /** The state of an experiment, its single point of truth. */
    public static String state(String experiment) {
        return experiment(experiment) + "state.json";
    }

    /** The experiment whose state has a key; empty for any other key. */
    public static Optional<String> experimentOfState(String key) {
        Matcher matcher = STATE.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The mark that asks an attempt to stop. */
    public static String cancel(String experiment, int attempt) {
        return experiment(experiment) + "cancel-" + attempt + ".json";
    }

    /** Prefix of one checkpoint, ending in a slash; it holds {@code model.safetensors} and {@code manifest.json}. */
    public static String checkpoint(String experiment, String phase, int epoch, int attempt) {
        return experiment(experiment) + "checkpoints/" + phase + "/" + String.format("%04d", epoch) + "-" + attempt
                + "/";
    }

    /** Prefix of an experiment's checkpoints and the pointers to them. */
    public static String checkpoints(String experiment) {
        return experiment(experiment) + "checkpoints/";
    }

    /** The manifest of a checkpoint, given its prefix. */
    public static String checkpointManifest(String checkpoint) {
        return checkpoint + "manifest.json";
    }

    /** The weights of a checkpoint, by its key prefix. */
    public static String weights(String checkpoint) {
        return checkpoint + "model.safetensors";
    }

    /** Pointer to the newest checkpoint. */
    public static String latest(String experiment) {
        return experiment(experiment) + "checkpoints/latest.json";
    }

    /** Pointer to the best checkpoint. */
    public static String best(String experiment) {
        return experiment(experiment) + "checkpoints/best.json";
    }

    /** Some pictures of a phase as the trainer got them, in the form of a batch record. */
    public static String pictures(String experiment, String phase) {
        return experiment(experiment) + "pictures/" + phase + ".safetensors";
    }

    /** The frozen page of an experiment. */
    public static String report(String experiment) {
        return experiment(experiment) + "report.html";
    }

    /** Prefix of an experiment's resume states. */
    public static String resumes(String experiment) {
        return experiment(experiment) + "resume/";
    }

    /** Prefix of a resume state, ending in a slash. */
    public static String resume(String experiment, int attempt, long step) {
        return experiment(experiment) + "resume/" + attempt + "-" + step + "/";
    }

    /** Prefix of an experiment's evaluations. */
    public static String evaluations(String experiment) {
        return experiment(experiment) + "evaluations/";
    }

    /** The result of what is asked of one checkpoint. */
    public static String evaluation(
            String experiment, String phase, int epoch, int attempt, EvaluationRequest request) {
        String conditions = request.method().after(request.transform(), "-");
        return evaluation(experiment, phase, epoch, attempt, request.resolution(), conditions);
    }

    /** The result of one evaluation of one checkpoint as it is. */
    public static String evaluation(
            String experiment, String phase, int epoch, int attempt, int resolution, String transform) {
        return evaluations(experiment) + phase + "-" + String.format("%04d", epoch) + "-" + attempt + "-" + resolution
                + "-" + transform + ".json";
    }

    /** An accepted {@code CheckpointSaved}; it is removed once all its evaluations are stored and announced. */
    public static String pendingEvaluation(String experiment, String phase, int epoch, int attempt) {
        return PENDING_EVALUATIONS + experiment + "/" + phase + "-" + String.format("%04d", epoch) + "-" + attempt
                + ".json";
    }

    /** An accepted {@code ExperimentCompleted}; it is removed once the checkpoints that do not stay are. */
    public static String pendingRetention(String experiment, int attempt) {
        return PENDING_RETENTION + experiment + "/" + attempt + ".json";
    }
}
