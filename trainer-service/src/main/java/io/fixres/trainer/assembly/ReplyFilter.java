package io.fixres.trainer.assembly;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.format.BatchHeaders;
import io.fixres.contracts.format.BatchRecordFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Picks out the records that answer one attempt's orders of one phase, and reads them. */
public record ReplyFilter(String experiment, int attempt, int phaseIndex) {
    /**
     * Reads a record; empty if it answers somebody else, or an attempt or phase that is over.
     *
     * @throws MalformedDocumentException if it is meant for this phase but damaged or not of the form
     */
    public Optional<Reply> read(Headers headers, ByteBuffer value) {
        boolean ours = experiment.equals(text(headers, BatchHeaders.EXPERIMENT))
                && String.valueOf(attempt).equals(text(headers, BatchHeaders.ATTEMPT))
                && String.valueOf(phaseIndex).equals(text(headers, BatchHeaders.PHASE_INDEX));
        if (!ours) {
            return Optional.empty();
        }
        if (value == null) {
            throw new MalformedDocumentException("the record has no value", null);
        }
        String crc = BatchRecordFormat.crc32c(value);
        if (!crc.equals(text(headers, BatchHeaders.CRC32C))) {
            throw new MalformedDocumentException(
                    "the value's CRC-32C is " + crc + ", the header says " + text(headers, BatchHeaders.CRC32C), null);
        }
        return Optional.of(new Reply(epoch(headers), text(headers, BatchHeaders.ORDER), BatchRecordFormat.read(value)));
    }

    /** The id of the order that a record answers, empty text where it has none. */
    public static String order(Headers headers) {
        return text(headers, BatchHeaders.ORDER);
    }

    private static int epoch(Headers headers) {
        String epoch = text(headers, BatchHeaders.EPOCH);
        try {
            return Integer.parseInt(epoch);
        } catch (NumberFormatException e) {
            throw new MalformedDocumentException(
                    "header " + BatchHeaders.EPOCH + " is '" + epoch + "' but must be a whole number", e);
        }
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
