/** One class for each kind of step. */
package io.fixres.imaging.transform;
