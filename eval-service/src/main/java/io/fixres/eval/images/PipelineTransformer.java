package io.fixres.eval.images;

import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.eval.process.UndoableWorkException;
import io.fixres.imaging.DecodedImage;
import io.fixres.imaging.ImageDecoder;
import io.fixres.imaging.TransformPipeline;
import io.fixres.imaging.UndecodableImageException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;

/** {@link ImageTransformer} on the pipeline that augmenters use. */
@Singleton
public final class PipelineTransformer implements ImageTransformer {
    /** Test transforms draw nothing; one that does draws the same for every image and checkpoint. */
    private static final long RANDOM_KEY = 0;

    @Override
    public Transform prepare(EvaluationRequest request) {
        TransformPipeline pipeline = TransformPipeline.compile(request.steps(), request.resolution());
        return (encoded, out, offset) -> apply(pipeline, encoded, out, offset);
    }

    private static void apply(TransformPipeline pipeline, byte[] encoded, ByteBuffer out, int offset) {
        try (DecodedImage image = ImageDecoder.decode(encoded)) {
            pipeline.apply(image, CounterRandom.of(RANDOM_KEY), out, offset);
        } catch (UndecodableImageException e) {
            throw new UndoableWorkException("a held-out image cannot be decoded: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UndoableWorkException(e.getMessage(), e);
        }
    }
}
