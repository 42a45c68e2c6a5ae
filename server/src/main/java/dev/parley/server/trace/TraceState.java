package dev.parley.server.trace;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What other tracing systems have to say about a trace: the header {@code tracestate}. It is recorded with the request, and goes
 * no further: neither receivers of webhooks nor other bots are meant to read it.
 */
final class TraceState {

    private static final int MAX_LENGTH = 512;
    private static final int MAX_MEMBERS = 32;
    private static final Pattern MEMBER =
            Pattern.compile("[a-z0-9][a-z0-9_\\-*/@]{0,255}=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

    private TraceState() {}

    /** The value of these headers together; empty when it is none that can be passed on. */
    static String of(List<String> headers) {
        String all = String.join(",", headers).strip();
        if (all.isEmpty() || all.length() > MAX_LENGTH) {
            return "";
        }
        List<String> members = Pattern.compile(",")
                .splitAsStream(all)
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .toList();
        boolean valid = members.size() <= MAX_MEMBERS
                && members.stream().allMatch(member -> MEMBER.matcher(member).matches());
        return valid ? String.join(",", members) : "";
    }
}
