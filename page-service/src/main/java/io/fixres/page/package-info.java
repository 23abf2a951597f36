/** The page: shows experiments in a browser while they run, and takes requests from it. */
package io.fixres.page;
