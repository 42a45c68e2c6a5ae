/**
 * The server's settings: read once from the environment, checked as a whole, documented from their own declarations.
 *
 * <p>To add a setting, open the record of its group (say {@link dev.parley.config.HttpSettings}): declare the variable,
 * add a component, read it in {@code read}. Parsing, the check at start, the {@code config} print and
 * {@code CONFIGURATION.md} follow from the declaration.
 */
package dev.parley.config;
