package dev.parley.server.artifact;

import dev.parley.protocol.ThreadId;

/**
 * What changed from one version of an artifact to another.
 *
 * @param coarse whether the contents differ in too much to tell line from line, so that more is replaced than has to be
 * @param unifiedDiff as {@code diff -u} writes it; empty when the contents are identical
 */
record ArtifactDiff(
        ThreadId threadId,
        String artifactKey,
        int from,
        int to,
        boolean identical,
        boolean coarse,
        String unifiedDiff) {}
