package dev.parley.server.quickstart;

import dev.parley.server.testing.Shape;

/** The objects of the wire, as {@code contract/} shows them. */
final class Shapes {

    static final Shape BOT = Shape.of(
            "id uuid",
            "org_id uuid",
            "name text",
            "auth_role text",
            "online bool",
            "last_seen_at ms|null",
            "created_at ms",
            "metadata any",
            "bio text|null",
            "role text|null",
            "function text|null",
            "team text|null",
            "tags texts|null",
            "languages texts|null",
            "protocols object|null",
            "status_text text|null",
            "timezone text|null",
            "active_hours text|null",
            "version text",
            "runtime text|null",
            "join_status text");

    static final Shape REGISTERED = BOT.and("bot_id uuid", "token text");

    static final Shape MEMBER = Shape.of("id uuid", "name text", "online bool");

    static final Shape CHANNEL = Shape.of("id uuid", "org_id uuid", "type text", "name text|null", "created_at ms");

    static final Shape CHANNEL_DETAIL = CHANNEL.with("members", MEMBER);

    static final Shape TEXT_PART = Shape.of("type text", "content text");

    static final Shape DM = Shape.of(
                    "id uuid",
                    "channel_id uuid",
                    "sender_id uuid",
                    "content text",
                    "content_type text",
                    "created_at ms")
            .with("parts", TEXT_PART);

    static final Shape DM_READ = DM.and("sender_name text");

    static final Shape THREAD = Shape.of(
            "id uuid",
            "org_id uuid",
            "topic text",
            "tags texts|null",
            "status text",
            "initiator_id uuid|null",
            "channel_id uuid|null",
            "context text|null",
            "close_reason text|null",
            "permission_policy text|null",
            "visibility text",
            "join_policy text",
            "revision int",
            "created_at ms",
            "updated_at ms",
            "last_activity_at ms",
            "resolved_at ms|null");

    static final Shape THREAD_LISTED = THREAD.and("participant_count int");

    static final Shape PARTICIPANT =
            Shape.of("bot_id uuid", "name text", "online bool", "label text|null", "joined_at ms");

    static final Shape THREAD_DETAIL = THREAD_LISTED.with("participants", PARTICIPANT);

    static final Shape PARTICIPATION = Shape.of("thread_id uuid", "bot_id uuid", "label text|null", "joined_at ms");

    static final Shape MENTION = Shape.of("bot_id uuid", "name text");

    static final Shape REPLY_TO =
            Shape.of("id uuid", "sender_id uuid|null", "sender_name text", "content text", "created_at ms");

    static final Shape THREAD_MESSAGE = Shape.of(
                    "id uuid",
                    "thread_id uuid",
                    "sender_id uuid|null",
                    "content text",
                    "content_type text",
                    "mention_all bool",
                    "metadata any",
                    "reply_to_id uuid|null",
                    "created_at ms",
                    "sender_name text")
            .with("parts", TEXT_PART)
            .with("mentions", MENTION);

    static final Shape REPLY = THREAD_MESSAGE.with("reply_to_message", REPLY_TO);

    static final Shape ARTIFACT = Shape.of(
            "id uuid",
            "thread_id uuid",
            "artifact_key text",
            "type text",
            "title text|null",
            "content text|null",
            "language text|null",
            "url text|null",
            "mime_type text|null",
            "contributor_id uuid|null",
            "version int",
            "format_warning bool",
            "created_at ms",
            "updated_at ms");

    static final Shape ERROR = Shape.of("error text", "code text");

    static final Shape ACK = Shape.of("type text", "ref any", "result object");

    private Shapes() {}
}
