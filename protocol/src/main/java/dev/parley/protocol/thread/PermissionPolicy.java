package dev.parley.protocol.thread;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Json;
import dev.parley.protocol.schema.Schema;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Which participants may do what in a thread, by their labels. Labels are compared with their case. Where a list is
 * present the initiator has no right of its own: it must be named by {@code initiator}, {@code *} or its label.
 */
public final class PermissionPolicy {

    public static final int MAX_LABELS = 5;

    /** What {@link #read} accepts. */
    public static final Schema SCHEMA = schema();

    private static final String ANYONE = "*";
    private static final String INITIATOR = "initiator";
    private static final PermissionPolicy NONE = new PermissionPolicy(Map.of());

    /** An action without an entry has no list, which is not the same as an empty one. */
    private final Map<ThreadAction, Set<String>> lists;

    private PermissionPolicy(Map<ThreadAction, Set<String>> lists) {
        this.lists = lists;
    }

    private static Schema schema() {
        Schema labels = Schema.list(Schema.text(ThreadFields.MAX_LABEL_LENGTH), MAX_LABELS)
                .orNull();
        Schema policy = Schema.object();
        for (ThreadAction action : ThreadAction.values()) {
            policy = policy.optional(action.wireName(), labels);
        }
        return policy.closed()
                .orNull()
                .describe(
                        "Who may do what: for each action labels of participants, `initiator` or `*`. An empty list"
                                + " allows nobody. Without a list only the initiator may manage, and everybody may do the rest.");
    }

    /**
     * Checks a policy a client gave.
     *
     * @param field what the refusal calls it
     * @return the text to store, or null when the field is null or was not given
     */
    public static String read(JsonNode value, String field) {
        if (Fields.isNothing(value)) {
            return null;
        }
        if (!value.isObject()) {
            throw invalid(field);
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (ThreadAction.parse(entry.getKey()).isEmpty()) {
                throw invalid(field);
            }
            requireLabels(entry.getValue(), field);
        }
        return Json.write(value);
    }

    private static void requireLabels(JsonNode labels, String field) {
        if (labels.isNull()) {
            return;
        }
        if (!labels.isArray() || labels.size() > MAX_LABELS) {
            throw invalid(field);
        }
        for (JsonNode label : labels) {
            String text = Fields.text(label).orElseThrow(() -> invalid(field));
            Fields.requireLength(text, "A label in " + field, ThreadFields.MAX_LABEL_LENGTH);
        }
    }

    private static HubException invalid(String field) {
        return HubException.invalid(field + " must be null or an object with keys among resolve, close, invite, remove,"
                + " write and manage, each null or an array of at most " + MAX_LABELS
                + " labels, for example {\"write\":[\"*\"],\"close\":[\"initiator\",\"lead\"]}");
    }

    /**
     * The policy that holds in a thread. A text that cannot be read allows nothing.
     *
     * @param thread the thread's own policy, which then stands alone, or null
     * @param organisation the organisation's default, or null
     */
    public static PermissionPolicy inForce(String thread, String organisation) {
        String text = thread != null ? thread : organisation;
        return text == null ? NONE : stored(text);
    }

    private static PermissionPolicy stored(String text) {
        Map<ThreadAction, Set<String>> lists = new EnumMap<>(ThreadAction.class);
        JsonNode policy = Json.parse(text).filter(JsonNode::isObject).orElse(null);
        for (ThreadAction action : ThreadAction.values()) {
            if (policy == null || policy.hasNonNull(action.wireName())) {
                lists.put(action, labels(policy == null ? null : policy.get(action.wireName())));
            }
        }
        return new PermissionPolicy(lists);
    }

    private static Set<String> labels(JsonNode list) {
        Set<String> labels = new HashSet<>();
        if (list != null && list.isArray()) {
            list.forEach(label -> Fields.text(label).ifPresent(labels::add));
        }
        return labels;
    }

    /**
     * Whether a participant may do {@code action}.
     *
     * @param initiator whether it began the thread
     * @param label its label in the thread, or null
     */
    public boolean allows(ThreadAction action, boolean initiator, String label) {
        Set<String> list = lists.get(action);
        if (list == null) {
            return initiator || action != ThreadAction.MANAGE;
        }
        return list.contains(ANYONE)
                || (initiator && list.contains(INITIATOR))
                || (label != null && !label.isEmpty() && list.contains(label));
    }
}
