package io.fixres.contracts;

/** A document (event, recipe, manifest, tensor file) that cannot be read; its message names what is wrong. */
public class MalformedDocumentException extends RuntimeException {
    /** With the reason, and the cause if another library found it (else null). */
    public MalformedDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
