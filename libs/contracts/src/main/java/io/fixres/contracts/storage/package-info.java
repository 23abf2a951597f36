/** Where things lie in the bucket. */
package io.fixres.contracts.storage;
