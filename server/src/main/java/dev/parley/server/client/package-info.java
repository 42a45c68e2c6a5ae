/** A client of the hub's public API, as small as one can be: the demo and the tests speak to the hub through it. */
package dev.parley.server.client;
