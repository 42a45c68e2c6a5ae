package dev.parley.server.thread;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.schema.Schema;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadFields;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import dev.parley.server.Checked;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * What a client wants to change about a thread, in the parts in which it is refused.
 *
 * @param expectedRevision what the thread's revision must still be, or empty
 * @param isEmpty whether it names no field at all
 * @param changesSettings whether it touches on who may do what
 * @param setsStatus whether it sets the status, as a closed thread demands
 */
record ThreadPatch(
        Checked<OptionalLong> expectedRevision,
        boolean isEmpty,
        boolean changesSettings,
        boolean setsStatus,
        Checked<Settings> settings,
        Checked<Content> content) {

    private static final List<String> SETTINGS = List.of("permission_policy", "visibility", "join_policy");
    private static final List<String> CONTENT = List.of("status", "close_reason", "context", "topic");

    /** @param permissionPolicy what to set it to, be it null; empty to leave it */
    record Settings(
            Optional<Visibility> visibility, Optional<JoinPolicy> joinPolicy, Optional<Replacement> permissionPolicy) {

        static final Settings NONE = new Settings(Optional.empty(), Optional.empty(), Optional.empty());

        boolean changesAccess() {
            return visibility.isPresent() || joinPolicy.isPresent();
        }
    }

    /**
     * @param closeReason given exactly when the status is closed
     * @param context what to set it to, be it null; empty to leave it
     */
    record Content(
            Optional<String> topic,
            Optional<ThreadStatus> status,
            Optional<CloseReason> closeReason,
            Optional<Replacement> context) {

        /** Fails with {@code code} when a thread of that status cannot become what it should. */
        void requireReachableFrom(ThreadStatus from, ErrorCode code) {
            if (status.isPresent() && !from.canBecome(status.get())) {
                throw HubException.of(
                        code,
                        "A thread that is " + from.wireName() + " cannot become "
                                + status.get().wireName() + ", only one of "
                                + from.next().stream()
                                        .map(ThreadStatus::wireName)
                                        .sorted()
                                        .toList());
            }
        }
    }

    /** A new value that may be null. */
    record Replacement(String value) {}

    /** The fields that every door accepts, put into the object with the others. */
    static Schema in(Schema request) {
        return request.optional("status", Schema.oneOf(ThreadStatus.class))
                .optional(
                        "close_reason",
                        Schema.oneOf(CloseReason.class)
                                .orNull()
                                .describe("Required with the status `closed`, refused without."))
                .optional("context", ThreadFields.CONTEXT)
                .optional("topic", ThreadFields.CHANGED_TOPIC);
    }

    /** All seven fields, as REST takes them. */
    static ThreadPatch ofRequest(JsonNode body, Checked<OptionalLong> expectedRevision) {
        boolean settings = SETTINGS.stream().anyMatch(body::has);
        return new ThreadPatch(
                expectedRevision,
                !settings && !setsContent(body),
                settings,
                body.has("status"),
                Checked.of(() -> settings(body)),
                Checked.of(() -> content(body)));
    }

    /** The four fields the WebSocket knows; it ignores the others. */
    static ThreadPatch ofFrame(JsonNode frame, OptionalLong expectedRevision) {
        return new ThreadPatch(
                Checked.of(() -> expectedRevision),
                !setsContent(frame),
                false,
                frame.has("status"),
                Checked.of(() -> Settings.NONE),
                Checked.of(() -> content(frame)));
    }

    /** The five fields that administrators may change; those of what is said in the thread are not theirs. */
    static ThreadPatch ofAdministrator(JsonNode body) {
        boolean settings = SETTINGS.stream().anyMatch(body::has);
        return new ThreadPatch(
                Checked.of(OptionalLong::empty),
                !settings && !body.has("status"),
                settings,
                body.has("status"),
                Checked.of(() -> settings(body)),
                Checked.of(() -> status(body)));
    }

    private static boolean setsContent(JsonNode request) {
        return CONTENT.stream().anyMatch(request::has);
    }

    private static Settings settings(JsonNode body) {
        Optional<Visibility> visibility = given(body, "visibility").map(ThreadFields::visibility);
        Optional<JoinPolicy> joinPolicy = given(body, "join_policy").map(ThreadFields::joinPolicy);
        return new Settings(
                visibility,
                joinPolicy,
                given(body, "permission_policy").map(value -> new Replacement(ThreadFields.permissionPolicy(value))));
    }

    private static Content content(JsonNode request) {
        Optional<String> topic = given(request, "topic").map(ThreadFields::changedTopic);
        Content status = status(request);
        Optional<Replacement> context =
                given(request, "context").map(value -> new Replacement(ThreadFields.context(value)));
        return new Content(topic, status.status(), status.closeReason(), context);
    }

    private static Content status(JsonNode request) {
        Optional<ThreadStatus> status = given(request, "status").map(ThreadFields::status);
        Optional<CloseReason> reason = ThreadFields.closeReason(request.get("close_reason"), status.orElse(null));
        return new Content(Optional.empty(), status, reason, Optional.empty());
    }

    private static Optional<JsonNode> given(JsonNode request, String field) {
        return Optional.ofNullable(request.get(field)).filter(Fields::isGiven);
    }

    static HubException nothingForAdministrators() {
        return HubException.invalid("Give at least one of status, permission_policy, visibility, join_policy");
    }

    static HubException nothingToChange() {
        return HubException.invalid(
                "Give at least one of status, context, topic, permission_policy, visibility, join_policy");
    }
}
