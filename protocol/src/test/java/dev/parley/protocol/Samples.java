package dev.parley.protocol;

import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.artifact.ArtifactType;
import dev.parley.protocol.message.DirectMessage;
import dev.parley.protocol.message.Mention;
import dev.parley.protocol.message.ReplyTo;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.List;
import java.util.UUID;

/** One of each wire object, with ids that are easy to read. */
public final class Samples {

    public static final OrgId ORG = new OrgId(uuid(1));
    public static final BotId ALICE = new BotId(uuid(2));
    public static final BotId BOB = new BotId(uuid(3));
    public static final ThreadId THREAD = new ThreadId(uuid(4));
    public static final ChannelId CHANNEL = new ChannelId(uuid(5));
    public static final MessageId MESSAGE = new MessageId(uuid(6));
    public static final RawJson PARTS = new RawJson("[{\"type\":\"text\",\"content\":\"hi\"}]");

    private Samples() {}

    /** A UUID that ends in {@code number}. */
    public static UUID uuid(int number) {
        return new UUID(0, number);
    }

    public static DirectMessage directMessage() {
        return new DirectMessage(MESSAGE, CHANNEL, ALICE, "hi", "text", PARTS, 10, null);
    }

    public static ThreadMessage threadMessage() {
        MessageId earlier = new MessageId(uuid(7));
        ReplyTo reply = new ReplyTo(earlier, BOB, "bob", "earlier", 9);
        List<Mention> mentions = List.of(new Mention(BOB, "bob"));
        RawJson metadata = new RawJson("{\"k\":1}");
        return new ThreadMessage(
                MESSAGE, THREAD, ALICE, "hi", "text", PARTS, mentions, false, metadata, earlier, 10, "alice", reply);
    }

    public static HubThread thread() {
        String context = "{\"k\":1}";
        String policy = "{\"write\":[\"*\"]}";
        return new HubThread(
                THREAD,
                ORG,
                "t",
                List.of("a"),
                ThreadStatus.ACTIVE,
                ALICE,
                null,
                context,
                null,
                policy,
                Visibility.PUBLIC,
                JoinPolicy.INVITE_ONLY,
                1,
                10,
                11,
                12,
                null);
    }

    public static Artifact artifact(int version) {
        ArtifactId id = new ArtifactId(uuid(8));
        return new Artifact(
                id,
                THREAD,
                "plan.md",
                ArtifactType.MARKDOWN,
                null,
                "# plan",
                null,
                null,
                null,
                ALICE,
                version,
                false,
                10,
                10);
    }
}
