package io.fixres.training;

/**
 * Where and with how many threads to compute.
 *
 * @param threads of the CPU within one operation; 0 for all processors. The first settings of a process count, since the
 *     engine starts once.
 */
public record DeviceSettings(DeviceChoice device, int threads) {}
