/** JPEGs: what their headers say, and their pixels by libjpeg-turbo. */
package io.fixres.imaging.jpeg;
