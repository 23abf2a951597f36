package io.fixres.training;

/** How many devices of the host train together. */
public enum DeviceCount {
    ONE,
    /** Every GPU of the host; where none is used, the CPU, which is one. */
    ALL
}
