package dev.parley.server.file;

import dev.parley.protocol.FileId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.event.Frames;
import dev.parley.server.journal.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the URLs of files in pushed messages absolute, and signs those of the hub's own files, so that whoever receives the
 * push can open them. What is stored, and what REST answers, keeps its relative URLs.
 */
public final class PushLinks implements Rendering {

    private static final Set<String> EVENTS = Set.of("message", "thread_message");
    private static final Set<String> PARTS = Set.of("image", "file");
    private static final String RELATIVE = "\"url\":\"/";
    private static final Pattern OWN_FILE = Pattern.compile("/api/files/([0-9a-fA-F-]{36})(\\?[^#]*)?(#.*)?");

    private final String base;
    private final ShareLinks links;

    /** @param base what to put before a path, without a slash at its end */
    public PushLinks(String base, ShareLinks links) {
        this.base = base;
        this.links = links;
    }

    /** The frame to push; the stored one when it has no such URL, or has no room for longer ones. */
    @Override
    public String render(OrgId org, String type, String frame) {
        if (!EVENTS.contains(type) || !frame.contains(RELATIVE)) {
            return frame;
        }
        JsonNode event = Json.mapper().readTree(frame);
        event.path("message").path("parts").forEach(part -> complete(org, part));
        String completed = Json.write(event);
        return completed.getBytes(StandardCharsets.UTF_8).length > Frames.MAX_BYTES ? frame : completed;
    }

    private void complete(OrgId org, JsonNode part) {
        String url = part.path("url").asString("");
        if (PARTS.contains(part.path("type").asString("")) && url.startsWith("/")) {
            ((ObjectNode) part).put("url", base + signed(org, url));
        }
    }

    private String signed(OrgId org, String url) {
        Matcher own = OWN_FILE.matcher(url);
        Optional<FileId> file = own.matches() ? FileId.parse(own.group(1)) : Optional.empty();
        return file.map(id -> {
                    String query = own.group(2) == null ? "?" : own.group(2) + "&";
                    String fragment = own.group(3) == null ? "" : own.group(3);
                    return "/api/files/" + id + query + links.query(org, id) + fragment;
                })
                .orElse(url);
    }
}
