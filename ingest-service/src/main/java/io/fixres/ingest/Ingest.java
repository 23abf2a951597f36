package io.fixres.ingest;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.recipe.SplitRule;
import io.fixres.ingest.archive.IngestLimits;
import io.fixres.ingest.archive.SourceReader;
import io.fixres.ingest.dataset.AssembledDataset;
import io.fixres.ingest.dataset.CollectedImages;
import io.fixres.ingest.dataset.DatasetAssembler;
import io.fixres.ingest.dataset.DatasetStorage;
import io.fixres.ingest.image.CheckedImage;
import io.fixres.ingest.image.ImageCheck;
import io.fixres.ingest.image.ImageChecks;
import io.fixres.ingest.image.Rejections;
import io.fixres.ingest.source.OpenedSource;
import io.fixres.ingest.source.Sources;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Turns one source into one stored dataset. */
public final class Ingest {
    /** How an ingest under way is watched and stopped. */
    public interface Watch {
        /**
         * So many images were checked so far.
         *
         * @param share of the source read, 0 to 1; empty where its size is not known
         */
        void progress(long images, Optional<Double> share);

        /** Whether to give up. */
        boolean stopped();
    }

    /** Bytes of files that wait for their check. */
    private static final long WINDOW_BYTES = 64L << 20;

    private final Sources sources;
    private final DatasetStorage storage;
    private final IngestLimits limits;
    private final int threads;
    private final IngestMeters meters;

    /** With so many threads that decode. */
    public Ingest(Sources sources, DatasetStorage storage, IngestLimits limits, int threads, IngestMeters meters) {
        this.sources = sources;
        this.storage = storage;
        this.limits = limits;
        this.threads = threads;
        this.meters = meters;
    }

    /**
     * Reads, checks, orders and stores; gives the manifest in the store.
     *
     * @param directory an empty directory for temporary files, about twice the size of the images
     * @throws io.fixres.ingest.source.RejectedSourceException if the source cannot become a dataset
     * @throws io.fixres.ingest.source.SourceUnavailableException if the source broke off
     * @throws io.fixres.kit.store.StoreUnavailableException if the store does not answer
     * @throws CancellationException if the watch stopped it
     */
    public DatasetManifest ingest(String uri, SplitRule rule, Path directory, Watch watch) {
        AssembledDataset dataset;
        try (CollectedImages images = new CollectedImages(directory);
                Rejections rejections = new Rejections(directory.resolve("rejected.jsonl"))) {
            collect(uri, rule, images, rejections, watch);
            dataset = new DatasetAssembler(images, rule, directory).assemble(uri, rejections);
            meters.rejected(rejections.counts());
        }
        stopIfAsked(watch);
        DatasetManifest stored = storage.store(dataset);
        meters.stored(dataset.manifest());
        return stored;
    }

    private void collect(String uri, SplitRule rule, CollectedImages images, Rejections rejections, Watch watch) {
        long[] checked = {0};
        try (OpenedSource source = sources.open(uri)) {
            ImageChecks.Results<SourceIntake.Entry> results = (entry, content, result) -> {
                if (result instanceof CheckedImage.Refused refused) {
                    rejections.add(entry.path(), refused.reason(), refused.message());
                } else if (result instanceof CheckedImage.Valid valid) {
                    images.add(entry.place().orElseThrow(), valid, content);
                }
                watch.progress(++checked[0], source.share(checked[0]));
            };
            check(source, rule, images, results, watch);
        }
    }

    private void check(
            OpenedSource source,
            SplitRule rule,
            CollectedImages images,
            ImageChecks.Results<SourceIntake.Entry> results,
            Watch watch) {
        try (ImageChecks<SourceIntake.Entry> checks =
                new ImageChecks<>(new ImageCheck(limits.maxImagePixels()), threads, WINDOW_BYTES, results)) {
            SourceIntake intake = new SourceIntake(
                    checks, images::nameClass, limits.maxFileBytes(), rule instanceof SplitRule.Folders);
            new SourceReader(limits).read(source, entry -> {
                stopIfAsked(watch);
                intake.visit(entry);
            });
            intake.finish();
            checks.finish();
        }
    }

    private static void stopIfAsked(Watch watch) {
        if (watch.stopped()) {
            throw new CancellationException("ingest was stopped");
        }
    }
}
