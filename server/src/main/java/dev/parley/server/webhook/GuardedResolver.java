package dev.parley.server.webhook;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * Resolves hosts and keeps back the addresses that must not be connected to. What it emits is connected to next, without
 * another lookup, so a name that changes its meaning in between gains nothing. Addresses written in a URL pass it as well.
 */
final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {

    private final AddressResolverGroup<InetSocketAddress> names;
    private final Predicate<InetAddress> allowed;

    /** @param names looks up names; stays the caller's to close */
    GuardedResolver(AddressResolverGroup<InetSocketAddress> names, Predicate<InetAddress> allowed) {
        this.names = names;
        this.allowed = allowed;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Guarded(executor, names.getResolver(executor), allowed);
    }

    private static final class Guarded extends AbstractAddressResolver<InetSocketAddress> {

        private final AddressResolver<InetSocketAddress> names;
        private final Predicate<InetAddress> allowed;

        Guarded(EventExecutor executor, AddressResolver<InetSocketAddress> names, Predicate<InetAddress> allowed) {
            super(executor, InetSocketAddress.class);
            this.names = names;
            this.allowed = allowed;
        }

        /** Never, or an address in a URL would be connected to without being asked about. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
            Promise<List<InetSocketAddress>> all = executor().newPromise();
            doResolveAll(address, all);
            all.addListener((FutureListener<List<InetSocketAddress>>) found -> {
                if (found.isSuccess()) {
                    promise.trySuccess(found.getNow().get(0));
                } else {
                    promise.tryFailure(found.cause());
                }
            });
        }

        @Override
        protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
            if (!address.isUnresolved()) {
                complete(promise, List.of(address));
                return;
            }
            names.resolveAll(address).addListener((Future<List<InetSocketAddress>> found) -> {
                if (found.isSuccess()) {
                    complete(promise, found.getNow());
                } else {
                    promise.tryFailure(found.cause());
                }
            });
        }

        private void complete(Promise<List<InetSocketAddress>> promise, List<InetSocketAddress> found) {
            List<InetSocketAddress> kept = found.stream()
                    .filter(address -> allowed.test(address.getAddress()))
                    .toList();
            if (kept.isEmpty()) {
                promise.tryFailure(new AddressRefusedException());
            } else {
                promise.trySuccess(kept);
            }
        }
    }
}
