package io.fixres.ingest.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The label of a sample of a WebDataset: {@code .cls} holds a number or a class name as text, {@code .json} an object with
 * {@code label} or {@code class}, each a number or a class name; {@code class} may name the class that the number is of.
 */
public final class LabelFiles {
    /** Real ones take some bytes, or with captions some KiB. */
    public static final int MAX_BYTES = 1 << 20;

    private Optional<Integer> number = Optional.empty();
    private Optional<String> name = Optional.empty();

    /** A label that cannot be used, and why, in words for a person. */
    public static final class InvalidLabelException extends Exception {
        InvalidLabelException(String message) {
            super(message);
        }
    }

    /** Reads the label files of one sample; empty where they name no class. */
    public static Optional<ClassLabel> read(Optional<byte[]> cls, Optional<byte[]> json) throws InvalidLabelException {
        LabelFiles files = new LabelFiles();
        if (cls.isPresent()) {
            files.value(".cls", new String(cls.get(), StandardCharsets.UTF_8).strip());
        }
        if (json.isPresent()) {
            files.object(json.get());
        }
        return files.label();
    }

    private void object(byte[] bytes) throws InvalidLabelException {
        JsonNode object;
        try {
            object = Json.mapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new InvalidLabelException("its .json cannot be read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidLabelException("its .json cannot be read: " + e.getMessage());
        }
        for (String field : new String[] {"label", "class"}) {
            JsonNode value = object == null ? null : object.get(field);
            if (value != null && (value.isIntegralNumber() || value.isTextual())) {
                value(field + " in its .json", value.asText().strip());
            } else if (value != null && !value.isNull()) {
                throw new InvalidLabelException(field + " in its .json is " + shortened(value.toString())
                        + " but must be a class number or a class name");
            }
        }
    }

    private void value(String where, String text) throws InvalidLabelException {
        if (text.matches("[+-]?\\d+")) {
            int found = classNumber(where, text);
            if (number.isPresent() && number.get() != found) {
                throw new InvalidLabelException(
                        where + " is " + found + " but another label file of the sample says " + number.get());
            }
            number = Optional.of(found);
        } else if (!ClassLabel.isName(text)) {
            throw new InvalidLabelException(where + " is '" + shortened(text)
                    + "' but must be a class number or a class" + " name of 1 to 255 characters without slashes");
        } else if (name.isEmpty()) {
            name = Optional.of(text);
        }
    }

    private static int classNumber(String where, String text) throws InvalidLabelException {
        try {
            int found = Integer.parseInt(text);
            if (found >= 0 && found < ClassLabel.MAX_CLASSES) {
                return found;
            }
        } catch (NumberFormatException e) {
            // Too long for an int is too large for a class number.
        }
        throw new InvalidLabelException(
                where + " is " + shortened(text) + " but class numbers are 0 to " + (ClassLabel.MAX_CLASSES - 1));
    }

    private Optional<ClassLabel> label() {
        return number.<ClassLabel>map(found -> new ClassLabel.Numbered(found, name))
                .or(() -> name.map(ClassLabel.Named::new));
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
