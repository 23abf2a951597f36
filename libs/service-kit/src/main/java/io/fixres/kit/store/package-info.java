/** The object store: create-only and compare-and-set writes over S3. */
package io.fixres.kit.store;
