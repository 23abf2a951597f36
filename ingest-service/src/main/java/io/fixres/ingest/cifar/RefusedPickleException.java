package io.fixres.ingest.cifar;

/** A pickle that is damaged or wants more than a batch of CIFAR-10 needs; the message says where and what. */
final class RefusedPickleException extends Exception {
    RefusedPickleException(String message) {
        super(message);
    }
}
