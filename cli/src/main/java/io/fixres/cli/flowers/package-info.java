/** Pictures of flowers that are drawn, not photographed: the data of the demo. */
package io.fixres.cli.flowers;
