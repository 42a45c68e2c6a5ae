package dev.parley.server.history;

/**
 * What happened in a run.
 *
 * @param entries that anybody was told of
 * @param told how many entries the listeners were told, without repeats
 * @param cuts how often a listener broke off or was broken off
 * @param strikes how often the hub was killed
 * @param tellMillis how long the listeners took when the writers had ended
 */
record Facts(
        Plan plan,
        int entries,
        Progress progress,
        long told,
        long repeats,
        int cuts,
        int strikes,
        long writeMillis,
        long tellMillis,
        Complaints complaints) {

    @Override
    public String toString() {
        String facts = "seed=%d entries=%d acknowledged=%d refused=%d repeated=%d told=%d repeats=%d cuts=%d kills=%d"
                + " writing=%.1fs (%d entries/s) then=%.1fs complaints=%d";
        return facts.formatted(
                plan.seed(),
                entries,
                progress.acknowledged(),
                progress.refused(),
                progress.repeated(),
                told,
                repeats,
                cuts,
                strikes,
                writeMillis / 1000.0,
                entries * 1000L / Math.max(1, writeMillis),
                tellMillis / 1000.0,
                complaints.count());
    }
}
