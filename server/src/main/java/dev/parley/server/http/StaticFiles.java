package dev.parley.server.http;

import dev.parley.protocol.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The files of a web page that come with the program: one folder of the class path and those below it. A file is read and
 * compressed when it is first asked for, away from the event loops, and answered from memory from then on.
 */
public final class StaticFiles {

    /** Names between single slashes; none starts with a dot, so that no path leads out of the folder. */
    private static final Pattern PATH = Pattern.compile("(?:[\\w-][\\w.-]*/)*[\\w-][\\w.-]*");

    private static final int MAX_PATH_LENGTH = 256;

    /** May always be shown again, but only after a look whether there is a newer one (service.md §11). */
    private static final String CHECKED = "public, max-age=0";

    /** Is at an address of its own, which will never stand for anything else. */
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final String folder;
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    /** @param folder all of which the world may see, with slashes between names but none at either end */
    public StaticFiles(String folder) {
        this.folder = folder;
    }

    /**
     * A file for {@code GET} and {@code HEAD}, with {@code ETag}, {@code Cache-Control} and {@code nosniff}; in gzip for who
     * takes that. Fails with {@code NOT_FOUND} when there is none.
     *
     * @param path below the folder, decoded, as whoever asks wrote it
     */
    public Mono<Reply> reply(Call call, String path) {
        return reply(call, path, CHECKED);
    }

    /** As {@link #reply}, for who asks by an address that changes with the file: nobody needs to ask twice. */
    public Mono<Reply> replyForever(Call call, String path) {
        return reply(call, path, FOREVER);
    }

    private Mono<Reply> reply(Call call, String path, String caching) {
        StaticFile known = files.get(path);
        return known == null
                ? find(path).map(file -> file.reply(call, caching)).switchIfEmpty(notFound())
                : Mono.just(known.reply(call, caching));
    }

    /** Fails with {@code NOT_FOUND}. */
    public static Mono<Reply> notFound() {
        return Mono.error(() -> HubException.notFound("File"));
    }

    private Mono<StaticFile> find(String path) {
        if (path.length() > MAX_PATH_LENGTH || !PATH.matcher(path).matches()) {
            return Mono.empty();
        }
        return Mono.justOrEmpty(MediaTypes.of(path))
                .flatMap(type -> Mono.fromCallable(() -> files.computeIfAbsent(path, file -> load(type, file)))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    /** Null, which is not kept, when there is no such file. */
    private StaticFile load(String type, String path) {
        try (InputStream in = StaticFiles.class.getResourceAsStream("/" + folder + "/" + path)) {
            return in == null ? null : new StaticFile(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
