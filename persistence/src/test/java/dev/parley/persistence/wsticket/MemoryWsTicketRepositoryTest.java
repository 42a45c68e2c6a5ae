package dev.parley.persistence.wsticket;

class MemoryWsTicketRepositoryTest implements WsTicketRepositoryContract {

    @Override
    public WsTicketRepository tickets() {
        return new MemoryWsTicketRepository();
    }
}
