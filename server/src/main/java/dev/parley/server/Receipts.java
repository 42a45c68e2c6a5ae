package dev.parley.server;

import dev.parley.persistence.cursor.CursorRepository;
import dev.parley.persistence.cursor.SqlCursorRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.message.SqlMessageRepository;
import dev.parley.server.http.Routes;
import dev.parley.server.receipt.CursorService;
import dev.parley.server.receipt.ReceiptRoutes;
import dev.parley.server.receipt.ReceiptService;

/** Who has received what, put together. */
final class Receipts {

    private Receipts() {}

    static Routes routes(Core core) {
        CursorRepository cursors = new SqlCursorRepository();
        return new ReceiptRoutes(
                new CursorService(core.database(), cursors, core.feed(), core.deliveries(), core.clock()),
                new ReceiptService(
                        core.database(),
                        new SqlMessageRepository(),
                        new SqlMemberRepository(),
                        cursors,
                        core.deliveries()));
    }
}
