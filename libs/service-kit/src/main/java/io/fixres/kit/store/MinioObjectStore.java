package io.fixres.kit.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link ObjectStore} over the S3 protocol; tried with MinIO and S3Proxy. Safe for use by several threads. */
public final class MinioObjectStore implements ObjectStore, AutoCloseable {
    /** Parts of an upload of unknown or large size, in bytes; S3 allows 5 MiB or more. */
    private static final long PART_BYTES = 64L << 20;

    private final StoreSettings settings;
    private final MinioClient client;

    /** Connects lazily: the first call opens a connection. */
    public MinioObjectStore(StoreSettings settings) {
        this.settings = settings;
        this.client = MinioClient.builder()
                .endpoint(settings.endpoint().toString())
                .credentials(settings.accessKey(), settings.secretKey())
                .region(settings.region())
                .build();
    }

    @Override
    public Optional<StoredObject> get(String key) {
        try (GetObjectResponse response = open(
                GetObjectArgs.builder().bucket(settings.bucket()).object(key).build())) {
            return Optional.of(new StoredObject(
                    response.readAllBytes(), unquoted(response.headers().get("ETag"))));
        } catch (ErrorResponseException e) {
            if (missing(e)) {
                return Optional.empty();
            }
            throw unavailable("read", key, e);
        } catch (MinioException | IOException e) {
            throw unavailable("read", key, e);
        }
    }

    @Override
    public boolean exists(String key) {
        try {
            stat(key);
            return true;
        } catch (ErrorResponseException e) {
            if (missing(e)) {
                return false;
            }
            throw unavailable("look up", key, e);
        } catch (MinioException | IOException e) {
            throw unavailable("look up", key, e);
        }
    }

    @Override
    public Optional<String> createReturningEtag(String key, byte[] content) {
        return put(key, content, "If-None-Match", "*");
    }

    @Override
    public boolean create(String key, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            PutObjectArgs args = PutObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key)
                    .headers(new Http.Headers("If-None-Match", "*"))
                    .stream(in, Files.size(file), PART_BYTES)
                    .build();
            reaching(() -> client.putObject(args));
            return true;
        } catch (ErrorResponseException e) {
            if (conflict(e)) {
                return false;
            }
            throw unavailable("create", key, e);
        } catch (MinioException | IOException e) {
            throw unavailable("create", key, e);
        }
    }

    @Override
    public Optional<String> replace(String key, byte[] content, String etag) {
        return put(key, content, "If-Match", "\"" + etag + "\"");
    }

    @Override
    public InputStream open(String key, long offset, long length) {
        GetObjectArgs.Builder range =
                GetObjectArgs.builder().bucket(settings.bucket()).object(key).offset(offset);
        if (length >= 0) {
            range.length(length);
        }
        try {
            return open(range.build());
        } catch (ErrorResponseException e) {
            if (missing(e)) {
                throw new ObjectNotFoundException(key);
            }
            throw unavailable("read", key, e);
        } catch (MinioException | IOException e) {
            throw unavailable("read", key, e);
        }
    }

    @Override
    public long size(String key) {
        try {
            return stat(key);
        } catch (ErrorResponseException e) {
            if (missing(e)) {
                throw new ObjectNotFoundException(key);
            }
            throw unavailable("look up", key, e);
        } catch (MinioException | IOException e) {
            throw unavailable("look up", key, e);
        }
    }

    @Override
    public void download(String key, Path target) {
        try (InputStream in = open(key, 0, -1)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unavailable("download", key, e);
        }
    }

    @Override
    public List<String> list(String prefix) {
        try {
            List<String> keys = reaching(() -> listed(prefix));
            keys.sort(null);
            return keys;
        } catch (MinioException | IOException e) {
            throw unavailable("list", prefix, e);
        }
    }

    private List<String> listed(String prefix) throws MinioException {
        List<String> keys = new ArrayList<>();
        for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                .bucket(settings.bucket())
                .prefix(prefix)
                .recursive(true)
                .build())) {
            keys.add(item.get().objectName());
        }
        return keys;
    }

    @Override
    public void delete(String key) {
        try {
            reaching(() -> {
                client.removeObject(RemoveObjectArgs.builder()
                        .bucket(settings.bucket())
                        .object(key)
                        .build());
                return key;
            });
        } catch (MinioException | IOException e) {
            throw unavailable("delete", key, e);
        }
    }

    @Override
    public void ensureBucket() {
        try {
            BucketExistsArgs bucket =
                    BucketExistsArgs.builder().bucket(settings.bucket()).build();
            reaching(() -> {
                if (!client.bucketExists(bucket)) {
                    client.makeBucket(
                            MakeBucketArgs.builder().bucket(settings.bucket()).build());
                }
                return bucket;
            });
        } catch (ErrorResponseException e) {
            if (!e.errorResponse().code().startsWith("BucketAlready")) {
                throw unavailable("create the bucket", settings.bucket(), e);
            }
        } catch (MinioException | IOException e) {
            throw unavailable("create the bucket", settings.bucket(), e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            throw new StoreUnavailableException("cannot close the connection to " + settings, e);
        }
    }

    private Optional<String> put(String key, byte[] content, String header, String value) {
        try {
            ObjectWriteResponse response = reaching(() -> client.putObject(
                    PutObjectArgs.builder()
                            .bucket(settings.bucket())
                            .object(key)
                            .headers(new Http.Headers(header, value))
                            .stream(new ByteArrayInputStream(content), (long) content.length, -1L)
                            .build()));
            return Optional.of(unquoted(response.etag()));
        } catch (ErrorResponseException e) {
            if (conflict(e) || missing(e)) {
                return Optional.empty();
            }
            throw unavailable("write", key, e);
        } catch (MinioException | IOException e) {
            throw unavailable("write", key, e);
        }
    }

    private GetObjectResponse open(GetObjectArgs args) throws MinioException, IOException {
        return reaching(() -> client.getObject(args));
    }

    private long stat(String key) throws MinioException, IOException {
        return reaching(() -> client.statObject(StatObjectArgs.builder()
                        .bucket(settings.bucket())
                        .object(key)
                        .build()))
                .size();
    }

    /** A call of the client. */
    private interface Call<T> {
        T run() throws MinioException, IOException;
    }

    /**
     * Makes a call. The client hides a connection that fails in an IllegalStateException
     * ({@code MinioAsyncClient.throwMinioException}, minio 9.0.4); here it is what it is.
     */
    private static <T> T reaching(Call<T> call) throws MinioException, IOException {
        try {
            return call.run();
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw e;
        }
    }

    private static boolean missing(ErrorResponseException e) {
        return e.response().code() == 404
                && !"NoSuchBucket".equals(e.errorResponse().code());
    }

    /** 412 is the answer to a failed condition; some stores answer 409 while another write of the key is under way. */
    private static boolean conflict(ErrorResponseException e) {
        return e.response().code() == 412 || e.response().code() == 409;
    }

    private static String unquoted(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    private StoreUnavailableException unavailable(String action, String key, Exception e) {
        return new StoreUnavailableException(
                "cannot " + action + " '" + key + "' at " + settings + ": " + e.getMessage(), e);
    }
}
