package dev.parley.protocol.thread;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Json;
import dev.parley.protocol.WireNames;
import dev.parley.protocol.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What a client may put into a thread's fields; every refusal is a {@code VALIDATION_ERROR}.
 *
 * <p>The protocol itself leaves topic, tag, label and context without a limit. A thread is repeated in every list and
 * event, so they get one here that is far from what clients use.
 */
public final class ThreadFields {

    /** UTF-16 code units. */
    public static final int MAX_TOPIC_LENGTH = 4096;

    /** UTF-16 code units. */
    public static final int MAX_LABEL_LENGTH = 256;

    /** UTF-16 code units. */
    public static final int MAX_TAG_LENGTH = 256;

    /** Counted before blank tags are dropped. */
    public static final int MAX_TAGS = 10;

    /** Bytes of the stored text as UTF-8. */
    public static final int MAX_CONTEXT_BYTES = 256 * 1024;

    /**
     * Bytes of a context as a JSON string. Control characters take six each: a thread full of them would fill its events
     * until nothing could be changed about it any more.
     */
    private static final int MAX_ESCAPED_CONTEXT_BYTES = 2 * MAX_CONTEXT_BYTES;

    /** What {@link #newTopic} accepts. */
    public static final Schema NEW_TOPIC = Schema.name(MAX_TOPIC_LENGTH);

    /** What {@link #changedTopic} accepts. */
    public static final Schema CHANGED_TOPIC =
            Schema.name(MAX_TOPIC_LENGTH).pattern("\\S").describe("White space around it is cut off.");

    /** What {@link #tags} accepts. */
    public static final Schema TAGS =
            Schema.list(Schema.text(MAX_TAG_LENGTH), MAX_TAGS).orNull().describe("Blank ones are dropped.");

    /** What {@link #context} accepts. */
    public static final Schema CONTEXT = Schema.any()
            .maxLength(MAX_CONTEXT_BYTES)
            .describe("What to know about the thread: a string, or any other JSON value, which is kept as its text. At"
                    + " most " + MAX_CONTEXT_BYTES + " bytes as UTF-8.");

    /** What {@link #label} accepts. */
    public static final Schema LABEL = Schema.text(MAX_LABEL_LENGTH)
            .orNull()
            .describe("The bot's role in the thread, which permission policies refer to.");

    private static final WireNames<ThreadStatus> STATUSES = WireNames.of(ThreadStatus.class);
    private static final WireNames<CloseReason> CLOSE_REASONS = WireNames.of(CloseReason.class);
    private static final WireNames<Visibility> VISIBILITIES = WireNames.of(Visibility.class);
    private static final WireNames<JoinPolicy> JOIN_POLICIES = WireNames.of(JoinPolicy.class);

    private ThreadFields() {}

    /** The topic of a new thread, kept as it is; it may be blank but not empty. */
    public static String newTopic(JsonNode value) {
        return Fields.requireText(value, "topic", MAX_TOPIC_LENGTH);
    }

    /** The topic a thread changes to, without the white space around it. */
    public static String changedTopic(JsonNode value) {
        String topic = Fields.text(value)
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .orElseThrow(() -> HubException.invalid("topic must be a string that is not blank"));
        return Fields.requireLength(topic, "topic", MAX_TOPIC_LENGTH);
    }

    /** The tags without blank ones and the white space around them; null when null or not given. */
    public static List<String> tags(JsonNode value) {
        if (Fields.isNothing(value)) {
            return null;
        }
        if (!value.isArray() || value.size() > MAX_TAGS) {
            throw invalidTags();
        }
        List<String> tags = new ArrayList<>();
        for (JsonNode each : value) {
            String tag =
                    Fields.text(each).orElseThrow(ThreadFields::invalidTags).strip();
            if (!tag.isEmpty()) {
                tags.add(Fields.requireLength(tag, "A tag", MAX_TAG_LENGTH));
            }
        }
        return List.copyOf(tags);
    }

    private static HubException invalidTags() {
        return HubException.invalid("tags must be null or an array of at most " + MAX_TAGS + " strings");
    }

    /** The stored form of a context: a string as it is, any other value as its JSON text, null for null or not given. */
    public static String context(JsonNode value) {
        if (Fields.isNothing(value)) {
            return null;
        }
        String text = Fields.text(value).orElseGet(() -> Json.write(value));
        Fields.requireBytes(text, "context", MAX_CONTEXT_BYTES);
        if (Json.writeBytes(text).length > MAX_ESCAPED_CONTEXT_BYTES) {
            throw HubException.invalid("context has too many control characters: as a JSON string it may have at most "
                    + MAX_ESCAPED_CONTEXT_BYTES + " bytes");
        }
        return text;
    }

    /** A participant's label, or null. */
    public static String label(JsonNode value) {
        return Fields.optionalText(value, "label", MAX_LABEL_LENGTH);
    }

    /** The text of a policy to store, or null; see {@link PermissionPolicy#read}. */
    public static String permissionPolicy(JsonNode value) {
        return PermissionPolicy.read(value, "permission_policy");
    }

    /** The visibility named, which null is not. */
    public static Visibility visibility(JsonNode value) {
        return VISIBILITIES.require(value, "visibility");
    }

    /** The join policy named, which null is not. */
    public static JoinPolicy joinPolicy(JsonNode value) {
        return JOIN_POLICIES.require(value, "join_policy");
    }

    /** The status named, which null is not. */
    public static ThreadStatus status(JsonNode value) {
        return STATUSES.require(value, "status");
    }

    /**
     * The reason that comes with a change to {@code status}: required for closed, and refused for every other.
     *
     * @param status null when the status does not change
     * @return empty when there is none, as there should be
     */
    public static Optional<CloseReason> closeReason(JsonNode value, ThreadStatus status) {
        Optional<CloseReason> reason =
                Fields.isNothing(value) ? Optional.empty() : Optional.of(CLOSE_REASONS.require(value, "close_reason"));
        boolean closes = status == ThreadStatus.CLOSED;
        if (closes && reason.isEmpty()) {
            throw HubException.invalid("close_reason is required with status closed: manual, timeout or error");
        }
        if (!closes && reason.isPresent()) {
            throw HubException.invalid("close_reason is only allowed with status closed: leave it out");
        }
        return reason;
    }
}
