package dev.parley.server.receipt;

import dev.parley.persistence.Database;
import dev.parley.persistence.cursor.CursorRepository;
import dev.parley.persistence.cursor.CursorRepository.Recipient;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.message.MessagePlace;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.Caller;
import dev.parley.server.org.OrgContext;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tells who has received a message. Nothing is kept per message: it is read off how far each of its recipients has come. */
public final class ReceiptService {

    /** More a topic cannot have. */
    static final int MAX_RECIPIENTS = MemberRepository.MAX_MEMBERS;

    private final Database database;
    private final MessageRepository messages;
    private final MemberRepository members;
    private final CursorRepository cursors;
    private final Deliveries deliveries;

    public ReceiptService(
            Database database,
            MessageRepository messages,
            MemberRepository members,
            CursorRepository cursors,
            Deliveries deliveries) {
        this.database = database;
        this.messages = messages;
        this.members = members;
        this.cursors = cursors;
        this.deliveries = deliveries;
    }

    /**
     * The receipts of a message, for its sender and the administrators of its organisation. Fails with {@code FORBIDDEN} for
     * others who can read it, with {@code NOT_FOUND} for everybody else.
     */
    Mono<MessageReceipts> list(Caller caller, String id) {
        OrgId org = OrgContext.require(caller);
        return Mono.justOrEmpty(MessageId.parse(id))
                .flatMap(message -> messages.locate(database, org, message))
                .switchIfEmpty(Mono.error(ReceiptService::notFound))
                .delayUntil(place -> requireAccess(org, caller, place))
                .flatMap(place -> list(org, place));
    }

    private Mono<Void> requireAccess(OrgId org, Caller caller, MessagePlace place) {
        if (!(caller instanceof Caller.Bot bot) || bot.authRole() == AuthRole.ADMIN || isSender(bot, place)) {
            return Mono.empty();
        }
        return members.isLive(database, org, place.topic(), bot.bot())
                .flatMap(isMember -> Mono.error(isMember ? notYours() : notFound()));
    }

    private static boolean isSender(Caller.Bot bot, MessagePlace place) {
        return bot.bot().equals(place.sender());
    }

    private static HubException notYours() {
        return HubException.of(
                ErrorCode.FORBIDDEN, "Only the sender of a message and the admins of its org see who has received it");
    }

    private static HubException notFound() {
        return HubException.notFound("Message");
    }

    private Mono<MessageReceipts> list(OrgId org, MessagePlace place) {
        UUID sender = place.sender() == null ? null : place.sender().value();
        return cursors.listRecipients(database, org, place.topic(), place.position(), sender, MAX_RECIPIENTS)
                .map(recipients -> new MessageReceipts(
                        place.position(),
                        recipients.stream()
                                .map(recipient -> receipt(org, recipient, place.position()))
                                .toList()));
    }

    private MessageReceipt receipt(OrgId org, Recipient recipient, long position) {
        BotId bot = recipient.cursor().bot();
        return MessageReceipt.of(recipient, deliveries.latest(org, bot), position);
    }

    /** @param position of the message in the journal */
    record MessageReceipts(long position, List<MessageReceipt> recipients) {}
}
