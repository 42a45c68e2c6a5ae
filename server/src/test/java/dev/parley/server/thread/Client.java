package dev.parley.server.thread;

import dev.parley.server.testing.Api;
import dev.parley.server.testing.Api.Answer;

/** An {@link Api} for tests full of JSON: it may be written with single quotes. */
record Client(Api api) {

    /** The same client with one more header on every request. */
    Client with(String name, String value) {
        return new Client(api.with(name, value));
    }

    Answer get(String path) {
        return api.get(path);
    }

    Answer post(String path, String json) {
        return api.postText(path, quoted(json));
    }

    Answer post(String path) {
        return api.post(path);
    }

    Answer patch(String path, String json) {
        return api.patchText(path, quoted(json));
    }

    Answer delete(String path) {
        return api.delete(path);
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
