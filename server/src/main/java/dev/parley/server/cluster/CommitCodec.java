package dev.parley.server.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Commit;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.Topic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A commit as bytes: a version, the node, the organisation, both positions, and per entry position, type, topic, audience,
 * frame and trace. Numbers are big-endian; ids are 16 bytes, strings UTF-8 after their length.
 */
final class CommitCodec {

    /** Changes whenever the form does: nodes of another version read from the journal what they cannot read here. */
    private static final int VERSION = 2;

    private static final String UNTRACED = "";

    private static final int BOTS = 0;
    private static final int EVERYONE = 1;
    private static final int EVERYONE_BUT_ONE = 2;

    private CommitCodec() {}

    /** A commit, and the node that told of it. */
    record Message(UUID node, Commit commit) {}

    static byte[] encode(UUID node, Commit commit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, node);
            write(out, commit.org().value());
            out.writeLong(commit.before());
            out.writeLong(commit.position());
            out.writeInt(commit.entries().size());
            for (JournalEntry entry : commit.entries()) {
                write(out, entry);
            }
        } catch (IOException e) {
            throw new AssertionError("Nothing fails to be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, JournalEntry entry) throws IOException {
        out.writeLong(entry.position());
        out.writeUTF(entry.type());
        out.writeUTF(entry.topic().kind().stored());
        write(out, entry.topic().id());
        write(out, entry.audience());
        byte[] frame = entry.frame().getBytes(UTF_8);
        out.writeInt(frame.length);
        out.write(frame);
        out.writeUTF(entry.trace() == null ? UNTRACED : entry.trace());
    }

    private static void write(DataOutputStream out, Audience audience) throws IOException {
        if (audience instanceof Audience.Bots some) {
            out.writeByte(BOTS);
            out.writeBoolean(some.admins() == Audience.Admins.ALL);
            out.writeInt(some.bots().size());
            for (BotId bot : some.bots()) {
                write(out, bot.value());
            }
        } else if (audience instanceof Audience.Everyone all) {
            out.writeByte(all.except().isEmpty() ? EVERYONE : EVERYONE_BUT_ONE);
            if (all.except().isPresent()) {
                write(out, all.except().get().value());
            }
        }
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    /** Empty when it is of another version, or no commit at all. */
    static Optional<Message> decode(byte[] message) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
            return in.readByte() == VERSION ? Optional.of(read(in)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Message read(DataInputStream in) throws IOException {
        UUID node = readId(in);
        OrgId org = new OrgId(readId(in));
        long before = in.readLong();
        long position = in.readLong();
        int count = in.readInt();
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(readEntry(in, org));
        }
        return new Message(node, new Commit(org, before, position, entries));
    }

    private static JournalEntry readEntry(DataInputStream in, OrgId org) throws IOException {
        long position = in.readLong();
        String type = in.readUTF();
        Topic topic = new Topic(Topic.Kind.ofStored(in.readUTF()), readId(in));
        Audience audience = readAudience(in);
        byte[] frame = readBytes(in);
        String trace = in.readUTF();
        return new JournalEntry(
                org, position, type, topic, audience, new String(frame, UTF_8), trace.equals(UNTRACED) ? null : trace);
    }

    private static Audience readAudience(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case BOTS -> {
                Audience.Admins admins = in.readBoolean() ? Audience.Admins.ALL : Audience.Admins.SUBSCRIBED;
                yield new Audience.Bots(readBots(in), admins);
            }
            case EVERYONE -> Audience.everyone();
            case EVERYONE_BUT_ONE -> new Audience.Everyone(Optional.of(new BotId(readId(in))));
            default -> throw new IOException("No such audience");
        };
    }

    private static Set<BotId> readBots(DataInputStream in) throws IOException {
        int count = in.readInt();
        Set<BotId> bots = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            bots.add(new BotId(readId(in)));
        }
        return bots;
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("Cut off");
        }
        return bytes;
    }

    private static UUID readId(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }
}
