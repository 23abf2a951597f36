/** Decodes images and runs transforms on them. Images are uint8, RGB, row major. */
package io.fixres.imaging;
