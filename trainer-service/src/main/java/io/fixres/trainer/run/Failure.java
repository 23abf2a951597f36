package io.fixres.trainer.run;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.training.NumericFailureException;
import java.util.Locale;
import java.util.Optional;

/** What a user is told about an exception that ended an experiment. */
record Failure(FailureCategory category, String message) {
    /**
     * Classifies.
     *
     * @param phase that was trained, empty before the first
     */
    static Failure of(Throwable failure, Optional<PhaseSpec> phase) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof NumericFailureException) {
            return new Failure(FailureCategory.NUMERIC, message);
        }
        if (outOfMemory(failure)) {
            return new Failure(FailureCategory.OUT_OF_MEMORY, memoryMessage(phase) + " (" + firstLine(message) + ")");
        }
        if (failure instanceof MalformedDocumentException || failure instanceof IllegalArgumentException) {
            return new Failure(FailureCategory.INVALID_RECIPE, message);
        }
        return new Failure(
                FailureCategory.INTERNAL,
                failure.getClass().getSimpleName() + ": " + firstLine(message)
                        + "; the trainer's log has the whole of it, a request with resume: true tries again");
    }

    private static String memoryMessage(Optional<PhaseSpec> phase) {
        return phase.map(p -> "memory ran out in phase '" + p.name() + "' with batch_size " + p.batchSize()
                        + " at resolution " + p.resolution() + ": lower phases." + p.name() + ".batch_size or phases."
                        + p.name() + ".resolution, or give the trainer more memory")
                .orElse(
                        "memory ran out before the first phase: use a smaller network, or give the trainer more memory");
    }

    /** PyTorch's allocators have no exception type of their own through DJL, only words. */
    private static boolean outOfMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String lower = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof OutOfMemoryError
                    || lower.contains("out of memory")
                    || lower.contains("can't allocate memory")) {
                return true;
            }
        }
        return false;
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
