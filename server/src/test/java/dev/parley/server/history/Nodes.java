package dev.parley.server.history;

import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The addresses of a hub: of its only node, of each of several, or of what stands in front of them. */
record Nodes(List<URI> addresses) {

    static Nodes local(Integer... ports) {
        return new Nodes(Stream.of(ports)
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .toList());
    }

    URI any(Random random) {
        return addresses.get(random.nextInt(addresses.size()));
    }

    /** A client of some node with the bot's token. */
    HubClient any(TestBot bot, Random random) {
        return HubClient.at(any(random)).withToken(bot.token());
    }
}
