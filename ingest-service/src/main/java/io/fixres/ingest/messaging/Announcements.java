package io.fixres.ingest.messaging;

import io.fixres.contracts.Digests;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SourceRecord;
import io.fixres.contracts.event.DatasetReady;
import io.fixres.contracts.event.DatasetRejected;
import io.fixres.contracts.event.Envelope;
import io.fixres.ingest.dataset.DatasetStorage;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.messaging.EventPublisher;
import java.util.Map;
import java.util.TreeMap;

/** Says what became of a source. The event's id follows from the source, so saying it again says nothing new. */
public final class Announcements {
    private static final String SOURCE = "/fixres/ingest-service";

    private final DatasetStorage datasets;
    private final EventPublisher publisher;

    /** With the stored manifests and a publisher. */
    public Announcements(DatasetStorage datasets, EventPublisher publisher) {
        this.datasets = datasets;
        this.publisher = publisher;
    }

    /**
     * Publishes DatasetReady or DatasetRejected and waits for the broker.
     *
     * @throws io.fixres.kit.messaging.BrokerUnavailableException if the broker does not acknowledge
     */
    public void announce(SourceRecord record) {
        publisher.publish(
                record.dataset().isPresent() ? ready(record, record.dataset().get()) : rejected(record));
    }

    private Envelope<DatasetReady> ready(SourceRecord record, String dataset) {
        DatasetManifest manifest = datasets.find(dataset)
                .orElseThrow(() -> new IllegalStateException("source '" + record.source() + "' became dataset '"
                        + dataset + "', but its manifest is gone: remove the object sources/" + record.source()
                        + ".json and ask again"));
        Map<String, Long> samples = new TreeMap<>();
        manifest.splits().forEach(size -> samples.put(size.split().id(), size.samples()));
        return Envelopes.of(
                SOURCE,
                dataset,
                Digests.eventId("dataset-ready", record.source(), dataset),
                new DatasetReady(
                        dataset, record.source(), record.uri(), manifest.classes(), samples, manifest.rejected()));
    }

    private static Envelope<DatasetRejected> rejected(SourceRecord record) {
        String reason = record.rejection().orElse("the reason was not recorded");
        return Envelopes.of(
                SOURCE,
                record.source(),
                Digests.eventId("dataset-rejected", record.source()),
                new DatasetRejected(record.source(), record.uri(), reason));
    }
}
