package io.fixres.report.snapshot;

import io.fixres.contracts.evaluation.Calibration;
import io.fixres.contracts.evaluation.FeatureStatistics;
import io.fixres.contracts.evaluation.ObjectSize;
import java.util.Optional;

/**
 * What explains a score.
 *
 * @param features absent in results of older versions
 * @param objectSize absent where the train transform is not known
 */
public record Diagnostics(
        Calibration calibration, Optional<FeatureStatistics> features, Optional<ObjectSize> objectSize) {}
