package dev.parley.server.file;

import dev.parley.persistence.file.FileRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.org.OrgSettingsCache;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * What an organisation, and each of its bots, may upload per day, counted from 00:00 UTC. In the organisation's lane it is
 * exact, and the lane remembers what was counted once.
 */
final class UploadQuota {

    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
    private static final int MIB_SHIFT = 20;

    private final FileRepository files;
    private final OrgSettingsCache settings;
    private final long orgMib;
    private final Clock clock;

    UploadQuota(FileRepository files, OrgSettingsCache settings, long orgMib, Clock clock) {
        this.files = files;
        this.settings = settings;
        this.orgMib = orgMib;
        this.clock = clock;
    }

    /** Fails with {@code RATE_LIMITED} when {@code size} more bytes are too many; emits what is to be charged. */
    Mono<Charge> check(LaneTransaction lane, BotId bot, long size) {
        long midnight = clock.millis() / DAY_MILLIS * DAY_MILLIS;
        return used(lane, lane.org(), midnight, files.sizeSince(lane, lane.org(), midnight))
                .doOnNext(used -> require(used.plus(size), orgMib, "The organisation"))
                .zipWhen(org -> used(lane, bot, midnight, files.sizeSince(lane, lane.org(), bot, midnight))
                        .zipWith(settings.inLane(lane))
                        .doOnNext(
                                it -> require(it.getT1().plus(size), it.getT2().fileUploadMbPerDayPerBot(), "The bot"))
                        .map(it -> it.getT1()))
                .map(used ->
                        new Charge(bot, used.getT1().plus(size), used.getT2().plus(size)));
    }

    private static Mono<Usage> used(LaneTransaction lane, Object who, long midnight, Mono<Long> count) {
        Mono<Usage> counted = count.map(bytes -> new Usage(midnight, bytes));
        return lane.recall(Usage.class, who, counted)
                .filter(usage -> usage.midnight() == midnight)
                .switchIfEmpty(counted);
    }

    private static void require(Usage after, long limitMib, String who) {
        if (after.bytes() > limitMib << MIB_SHIFT && limitMib < Long.MAX_VALUE >> MIB_SHIFT) {
            throw HubException.of(
                    ErrorCode.RATE_LIMITED,
                    who + " may upload " + limitMib + " MiB per day, and this file would exceed that; the day begins at"
                            + " 00:00 UTC");
        }
    }

    /** Bytes uploaded since midnight (ms). */
    private record Usage(long midnight, long bytes) {
        Usage plus(long more) {
            return new Usage(midnight, bytes + more);
        }
    }

    /** What the lane has to remember when the file is stored. */
    static final class Charge {
        private final BotId bot;
        private final Usage ofOrg;
        private final Usage ofBot;

        private Charge(BotId bot, Usage ofOrg, Usage ofBot) {
            this.bot = bot;
            this.ofOrg = ofOrg;
            this.ofBot = ofBot;
        }

        void remember(LaneTransaction lane) {
            lane.replace(Usage.class, lane.org(), ofOrg);
            lane.replace(Usage.class, bot, ofBot);
        }
    }
}
