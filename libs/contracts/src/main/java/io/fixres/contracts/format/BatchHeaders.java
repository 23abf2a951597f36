package io.fixres.contracts.format;

/**
 * Kafka headers of a batch record: CloudEvents binary mode (attributes prefixed {@code ce_}, UTF-8 text) plus a checksum.
 */
public final class BatchHeaders {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";
    /** Media type of the value. */
    public static final String SAFETENSORS = "application/vnd.safetensors";

    public static final String EXPERIMENT = "ce_experiment";
    public static final String ATTEMPT = "ce_attempt";
    public static final String PHASE_INDEX = "ce_phaseindex";
    public static final String EPOCH = "ce_epoch";
    public static final String RESOLUTION = "ce_resolution";
    /** Id of the order that the record answers. */
    public static final String ORDER = "ce_order";
    /** The order's place in the experiment's trace; absent where the order had none. */
    public static final String TRACEPARENT = "ce_traceparent";
    /** CRC-32C (RFC 3720) of the value, 8 hexadecimal digits. */
    public static final String CRC32C = "crc32c";

    private BatchHeaders() {}
}
