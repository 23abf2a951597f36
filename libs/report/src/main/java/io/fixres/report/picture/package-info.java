/** Pictures as trainers saw them and as datasets hold them, made fit for a page. */
package io.fixres.report.picture;
