/** Configuration that every service shares, and the beans made from it. */
package io.fixres.kit.configuration;
