package dev.parley.persistence.wsticket;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Tickets of a hub that is one process, which all last equally long. When there are very many, the oldest go. */
public final class MemoryWsTicketRepository implements WsTicketRepository {

    private static final int MAX_TICKETS = 100_000;

    /** In the order they expire in. Guarded by this. */
    private final Map<String, StoredWsTicket> tickets = new LinkedHashMap<>();

    /** How many stand for the same. Guarded by this. */
    private final Map<String, Integer> unused = new HashMap<>();

    @Override
    public Mono<Boolean> insert(StoredWsTicket ticket, long nowMillis) {
        return Mono.fromSupplier(() -> inserted(ticket, nowMillis));
    }

    @Override
    public Mono<StoredWsTicket> take(String hash, long nowMillis) {
        return Mono.fromSupplier(() -> taken(hash)).filter(ticket -> ticket.isLive(nowMillis));
    }

    @Override
    public Mono<Long> deleteExpired(long nowMillis) {
        return Mono.fromSupplier(() -> forgotten(nowMillis));
    }

    private synchronized boolean inserted(StoredWsTicket ticket, long nowMillis) {
        forget(nowMillis, MAX_TICKETS - 1);
        if (unused.getOrDefault(ticket.credentialHash(), 0) >= MAX_UNUSED) {
            return false;
        }
        tickets.put(ticket.hash(), ticket);
        unused.merge(ticket.credentialHash(), 1, Integer::sum);
        return true;
    }

    private synchronized StoredWsTicket taken(String hash) {
        StoredWsTicket ticket = tickets.remove(hash);
        if (ticket != null) {
            countDown(ticket);
        }
        return ticket;
    }

    private synchronized long forgotten(long nowMillis) {
        long before = tickets.size();
        forget(nowMillis, MAX_TICKETS);
        return before - tickets.size();
    }

    /** Lets go of what expired, and of the oldest that are more than {@code kept}. */
    private void forget(long nowMillis, int kept) {
        Iterator<StoredWsTicket> oldestFirst = tickets.values().iterator();
        while (oldestFirst.hasNext()) {
            StoredWsTicket oldest = oldestFirst.next();
            if (oldest.isLive(nowMillis) && tickets.size() <= kept) {
                return;
            }
            oldestFirst.remove();
            countDown(oldest);
        }
    }

    private void countDown(StoredWsTicket ticket) {
        unused.computeIfPresent(ticket.credentialHash(), (hash, count) -> count == 1 ? null : count - 1);
    }
}
