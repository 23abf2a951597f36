package io.fixres.eval.scoring;

import io.fixres.training.evaluation.Scorer;
import java.nio.file.Path;

/** Makes a network of a checkpoint's weights. */
public interface ScorerLoader {
    /**
     * Loads weights.
     *
     * @param model {@code model.safetensors}, whose metadata name the network
     * @throws io.fixres.contracts.MalformedDocumentException if it is not a checkpoint of a known network
     */
    Scorer load(Path model);
}
