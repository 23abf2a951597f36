package io.fixres.trainer.run;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.training.NumericFailureException;
import java.util.Locale;

/** What a user is told about an exception that ended an experiment. */
record Failure(FailureCategory category, String message) {
    static Failure of(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof NumericFailureException) {
            return new Failure(FailureCategory.NUMERIC, message);
        }
        if (failure instanceof OutOfMemoryError || outOfMemory(message)) {
            return new Failure(
                    FailureCategory.OUT_OF_MEMORY,
                    "memory ran out: lower phases.<name>.batch_size or resolution, or give the trainer more memory ("
                            + firstLine(message) + ")");
        }
        if (failure instanceof MalformedDocumentException || failure instanceof IllegalArgumentException) {
            return new Failure(FailureCategory.INVALID_RECIPE, message);
        }
        return new Failure(
                FailureCategory.INTERNAL,
                failure.getClass().getSimpleName() + ": " + firstLine(message)
                        + "; the trainer's log has the whole of it, a request with resume: true tries again");
    }

    /** The words of PyTorch's allocators, which have no exception type of their own through DJL. */
    private static boolean outOfMemory(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("out of memory") || lower.contains("can't allocate memory");
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
