/** Words that the services share: events, topics, recipes, object keys and formats. */
package io.fixres.contracts;
