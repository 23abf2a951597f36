package io.fixres.kit.configuration;

/** Name of this process, as leases and logs show it. */
public record ProcessName(String value) {
    @Override
    public String toString() {
        return value;
    }
}
