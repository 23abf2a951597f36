package io.fixres.predictor;

import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.imaging.UndecodableImageException;
import io.fixres.predictor.ImageClassifier.Guess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The process behind {@code fixres predict}: one line for each image on standard output. */
public final class Predictor {
    private static final int SHOWN = 3;

    private Predictor() {}

    /**
     * Classifies images.
     *
     * @param arguments checkpoint, transform or an empty text, resolution or 0, {@code json} or {@code text}, image files
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Exit code: 0, 1 if an image could not be read, 2 if the checkpoint could not. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Path checkpoint = Path.of(arguments.get(0));
        Optional<String> transform = Optional.of(arguments.get(1)).filter(t -> !t.isEmpty());
        Optional<Integer> resolution =
                Optional.of(Integer.parseInt(arguments.get(2))).filter(r -> r > 0);
        boolean json = arguments.get(3).equals("json");
        try (ImageClassifier classifier = ImageClassifier.load(checkpoint, transform, resolution)) {
            err.println("at " + classifier.resolution() + " px, " + classifier.transform());
            boolean failed = false;
            for (String image : arguments.subList(4, arguments.size())) {
                try {
                    List<Guess> guesses = classifier.classify(Files.readAllBytes(Path.of(image)));
                    out.println(json ? object(image, guesses) : line(image, guesses));
                } catch (IOException | UndecodableImageException e) {
                    err.println("fixres: '" + image + "' cannot be read as an image: " + e.getMessage());
                    failed = true;
                }
            }
            return failed ? 1 : 0;
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            err.println("fixres: " + e.getMessage());
            return 2;
        }
    }

    private static String line(String image, List<Guess> guesses) {
        return image + "  "
                + guesses.stream()
                        .limit(SHOWN)
                        .map(g -> String.format(Locale.ROOT, "%s %.1f %%", g.name(), 100 * g.probability()))
                        .collect(Collectors.joining(", "));
    }

    private static String object(String image, List<Guess> guesses) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("image", image);
        object.put("guesses", guesses);
        return Json.text(object);
    }
}
