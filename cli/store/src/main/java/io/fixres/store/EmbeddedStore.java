package io.fixres.store;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3Proxy on a folder; a bucket is a folder there, an object a file. It listens on this machine only. */
public final class EmbeddedStore {
    private static final String ACCESS_KEY = "FIXRES_STORE_ACCESS_KEY";
    private static final String SECRET_KEY = "FIXRES_STORE_SECRET_KEY";

    private EmbeddedStore() {}

    /**
     * Runs the store until SIGTERM. The keys come from the environment, so that they do not show in a process list.
     *
     * @param arguments data directory and port
     * @throws Exception if the port is taken or the directory cannot be written
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2 || System.getenv(ACCESS_KEY) == null || System.getenv(SECRET_KEY) == null) {
            System.err.println("usage: EmbeddedStore <data directory> <port>, with " + ACCESS_KEY + " and " + SECRET_KEY
                    + " in the environment");
            System.exit(2);
        }
        Path data = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(data.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + Integer.parseInt(arguments[1])))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4, System.getenv(ACCESS_KEY), System.getenv(SECRET_KEY))
                .ignoreUnknownHeaders(true)
                .build();
        proxy.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(proxy), "stop"));
        System.out.println("listening on port " + proxy.getPort());
    }

    private static void stop(S3Proxy proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            System.err.println("the store did not stop in good order: " + e);
        }
    }
}
