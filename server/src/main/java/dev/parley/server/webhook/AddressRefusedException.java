package dev.parley.server.webhook;

import java.io.IOException;

/** A host has no address that webhooks may lead to. */
final class AddressRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    AddressRefusedException() {
        super("address not allowed");
    }

    /** Says where it was refused, which everybody knows: there is one place. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
