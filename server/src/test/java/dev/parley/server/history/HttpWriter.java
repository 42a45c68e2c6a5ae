package dev.parley.server.history;

import dev.parley.server.client.Answer;
import dev.parley.server.testing.TestBot;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Writes by requests, one at a time. */
final class HttpWriter extends Writer {

    HttpWriter(String name, Nodes nodes, Society society, TestBot bot, Progress progress, Random random, int quota) {
        super(name, nodes, society, bot, progress, random, quota);
    }

    @Override
    int mostAtOnce() {
        return 1;
    }

    @Override
    void ask(List<Deed> waiting) {
        Deed deed = waiting.get(0);
        Answer answer = deed.request(nodes.any(bot, random()));
        if (answer.status() < 300) {
            JsonNode id = answer.json().at(deed.path().equals("/api/send") ? "/message/id" : "/id");
            acknowledge(deed, id.asString(null));
            waiting.clear();
        } else if (answer.status() < 500 && isRefused(answer.code())) {
            waiting.clear();
        }
    }

    @Override
    void leave() {}
}
