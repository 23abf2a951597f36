/** Experiments that belong together: the seeds of a recipe, and grids of train and test resolutions. */
package io.fixres.cli.group;
