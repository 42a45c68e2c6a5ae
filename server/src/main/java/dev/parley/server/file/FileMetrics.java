package dev.parley.server.file;

import dev.parley.protocol.HubException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What happens to files, for operators. */
final class FileMetrics {

    private static final String UPLOADS = "parley.files.uploads";

    private final MeterRegistry registry;
    private final Counter receivedBytes;
    private final Counter storedBytes;
    private final Counter downloads;

    FileMetrics(MeterRegistry registry, UploadSlots slots) {
        this.registry = registry;
        receivedBytes = bytes("parley.files.received", "Bytes of upload requests", registry);
        storedBytes = bytes("parley.files.stored", "Bytes of the files that were stored", registry);
        downloads = Counter.builder("parley.files.downloads")
                .description("Downloads that were answered with a file")
                .register(registry);
        registry.gauge("parley.files.uploading", slots, UploadSlots::taken);
    }

    private static Counter bytes(String name, String description, MeterRegistry registry) {
        return Counter.builder(name).description(description).baseUnit("bytes").register(registry);
    }

    void received(int bytes) {
        receivedBytes.increment(bytes);
    }

    void stored(long bytes) {
        storedBytes.increment((double) bytes);
        uploads("stored").increment();
    }

    /** Counts by the code of the refusal. */
    void failed(Throwable error) {
        String outcome =
                error instanceof HubException refusal ? refusal.error().code().name() : "failed";
        uploads(outcome.toLowerCase(Locale.ROOT)).increment();
    }

    void aborted() {
        uploads("aborted").increment();
    }

    void downloaded() {
        downloads.increment();
    }

    private Counter uploads(String outcome) {
        return Counter.builder(UPLOADS)
                .description("Uploads by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
