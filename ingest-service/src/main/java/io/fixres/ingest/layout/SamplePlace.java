package io.fixres.ingest.layout;

import io.fixres.contracts.dataset.Split;
import java.util.Optional;

/**
 * Where a sample belongs.
 *
 * @param file its name within the class, with the suffix of its format; unique there
 * @param folder the split that the source puts it into, if it does
 */
public record SamplePlace(ClassLabel label, String file, Optional<Split> folder) {}
