/** The life of an experiment as its state in object storage. */
package io.fixres.contracts.experiment;
