package dev.parley.persistence.thread;

import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;

/** A thread as the table {@code threads} holds it. */
public final class ThreadRow {

    private static final TypeReference<List<String>> TAGS = new TypeReference<>() {};

    private ThreadRow() {}

    /** The row of a new thread for {@link ThreadRepository#INTO}. */
    public static Object[] inserted(HubThread thread) {
        return new Object[] {
            thread.orgId().value(),
            thread.id().value(),
            thread.topic(),
            ThreadFilter.folded(thread.topic()),
            thread.tags() == null ? null : Json.write(thread.tags()),
            thread.status().wireName(),
            thread.initiatorId() == null ? null : thread.initiatorId().value(),
            thread.channelId() == null ? null : thread.channelId().value(),
            thread.context(),
            nameOf(thread.closeReason()),
            thread.permissionPolicy(),
            thread.visibility().wireName(),
            thread.joinPolicy().wireName(),
            thread.revision(),
            thread.createdAt(),
            thread.updatedAt(),
            thread.lastActivityAt(),
            thread.resolvedAt()
        };
    }

    /** The arguments of {@link ThreadRepository#UPDATE}. */
    public static Object[] changed(HubThread thread) {
        return new Object[] {
            thread.orgId().value(),
            thread.id().value(),
            thread.topic(),
            ThreadFilter.folded(thread.topic()),
            thread.status().wireName(),
            thread.context(),
            nameOf(thread.closeReason()),
            thread.permissionPolicy(),
            thread.visibility().wireName(),
            thread.joinPolicy().wireName(),
            thread.revision(),
            thread.updatedAt(),
            thread.resolvedAt()
        };
    }

    /** The arguments of {@link ThreadRepository#TOUCH}. */
    public static Object[] touched(HubThread thread) {
        return new Object[] {thread.orgId().value(), thread.id().value(), thread.lastActivityAt()};
    }

    static HubThread read(Row row) {
        String tags = row.string("tags");
        return new HubThread(
                new ThreadId(row.uuid("id")),
                new OrgId(row.uuid("org_id")),
                row.string("topic"),
                tags == null ? null : List.copyOf(Json.mapper().readValue(tags, TAGS)),
                stored(ThreadStatus.parse(row.string("status"))),
                botId(row.uuid("initiator_id")),
                channelId(row.uuid("channel_id")),
                row.string("context"),
                CloseReason.parse(row.string("close_reason")).orElse(null),
                row.string("permission_policy"),
                stored(Visibility.parse(row.string("visibility"))),
                stored(JoinPolicy.parse(row.string("join_policy"))),
                row.number("revision"),
                row.number("created_at"),
                row.number("updated_at"),
                row.number("last_activity_at"),
                row.nullableLong("resolved_at"));
    }

    static VisibleThread readVisible(Row row) {
        return new VisibleThread(read(row), row.flag("is_participant"));
    }

    static OpenThread readOpen(Row row) {
        return new OpenThread(
                new ThreadId(row.uuid("id")), row.string("topic"), stored(ThreadStatus.parse(row.string("status"))));
    }

    static ThreadAccess readAccess(Row row) {
        return new ThreadAccess(
                stored(Visibility.parse(row.string("visibility"))),
                stored(ThreadStatus.parse(row.string("status"))),
                row.flag("is_participant"));
    }

    private static <T> T stored(Optional<T> value) {
        return value.orElseThrow(() -> new IllegalStateException("A thread's row holds a name no version ever wrote"));
    }

    private static String nameOf(CloseReason reason) {
        return reason == null ? null : reason.wireName();
    }

    private static BotId botId(UUID value) {
        return value == null ? null : new BotId(value);
    }

    private static ChannelId channelId(UUID value) {
        return value == null ? null : new ChannelId(value);
    }
}
