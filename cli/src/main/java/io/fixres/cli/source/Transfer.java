package io.fixres.cli.source;

/** Is told how a download goes. Calls come from one thread. */
public interface Transfer {
    /** One that nobody looks at. */
    Transfer UNSEEN = new Transfer() {
        @Override
        public void begun(String key, long from, long size) {}

        @Override
        public void at(long bytes) {}

        @Override
        public void broken(long bytes, String reason) {}
    };

    /**
     * It begins.
     *
     * @param from bytes that an earlier try left; 0 for none
     * @param size of the whole object in bytes
     */
    void begun(String key, long from, long size);

    /** So many bytes are here. */
    void at(long bytes);

    /** The connection broke after so many bytes and is opened again. */
    void broken(long bytes, String reason);
}
