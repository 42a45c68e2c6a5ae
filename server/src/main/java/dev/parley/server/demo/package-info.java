/** The command {@code demo}: a hub of its own, and two bots that converse through it. */
package dev.parley.server.demo;
