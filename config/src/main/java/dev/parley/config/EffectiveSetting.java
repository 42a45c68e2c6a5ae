package dev.parley.config;

/**
 * The value a setting has in this process, for people to read.
 *
 * @param group the heading it belongs to
 * @param name the environment variable
 * @param value as text, without secrets
 * @param source where the value came from: {@code default}, {@code environment}, or {@code environment, as <alias>}
 */
public record EffectiveSetting(String group, String name, String value, String source) {}
