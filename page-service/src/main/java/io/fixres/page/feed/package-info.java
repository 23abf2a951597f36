/** What services say, read whole and passed on to open pages. */
package io.fixres.page.feed;
