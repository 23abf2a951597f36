package io.fixres.training;

/**
 * Where and with how many threads to compute.
 *
 * @param threads of the CPU within one operation; 0 for all processors. The first settings of a process count, since the
 *     engine starts once.
 * @param count whether the other GPUs of the host help in training
 */
public record DeviceSettings(DeviceChoice device, int threads, DeviceCount count) {
    /** One device. */
    public DeviceSettings(DeviceChoice device, int threads) {
        this(device, threads, DeviceCount.ONE);
    }
}
