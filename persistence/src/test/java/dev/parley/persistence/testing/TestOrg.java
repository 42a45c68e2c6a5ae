package dev.parley.persistence.testing;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.cursor.BotCursor;
import dev.parley.persistence.cursor.CursorRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import java.util.List;

/** An organisation of its own for one test, with as many bots as it asks for. */
public final class TestOrg {

    /** Of every organisation made here. */
    public static final String EPOCH = "a2b4c6d8";

    private static final Insert ORGS =
            Insert.into("orgs", "org_id", "name", "secret_hash", "persist_messages", "status", "created_at");
    private static final Insert POSITIONS = Insert.into("org_positions", "org_id", "position", "epoch");
    private static final Insert BOTS =
            Insert.into("bots", "org_id", "id", "name", "auth_role", "join_status", "created_at");

    private final Database database;
    private final OrgId id;

    private TestOrg(Database database, OrgId id) {
        this.database = database;
        this.id = id;
    }

    /** Inserts an active organisation. Blocks, as every method here. */
    public static TestOrg in(Database database) {
        TestOrg org = new TestOrg(database, OrgId.next());
        org.insert(ORGS, org.id.value(), "acme", "-", true, "active", 0L);
        org.insert(POSITIONS, org.id.value(), 0L, EPOCH);
        return org;
    }

    /** An organisation that is there already. */
    public static TestOrg existing(Database database, OrgId id) {
        return new TestOrg(database, id);
    }

    public OrgId id() {
        return id;
    }

    /** Inserts an active bot with the role {@code member}. */
    public BotSummary bot(String name) {
        return bot(name, AuthRole.MEMBER, JoinStatus.ACTIVE);
    }

    public BotSummary bot(String name, AuthRole role, JoinStatus status) {
        BotId bot = BotId.next();
        insert(BOTS, id.value(), bot.value(), name, role.wireName(), status.wireName(), 0L);
        insert(CursorRepository.INTO, BotCursor.first(id, bot, 0));
        return new BotSummary(bot, name, role, status);
    }

    /** Takes the bot's row away and leaves everything else. */
    public void forget(BotId bot) {
        database.execute("DELETE FROM bots WHERE org_id = $1 AND id = $2", id.value(), bot.value())
                .block();
    }

    /** Inserts one row. */
    public void insert(Insert into, Object... row) {
        database.insert(into, List.<Object[]>of(row)).block();
    }
}
