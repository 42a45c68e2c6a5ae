package dev.parley.server.auth;

class MemoryLockoutsTest extends LockoutsContract {

    @Override
    FailureCounts counts() {
        return new MemoryFailureCounts(clock);
    }
}
