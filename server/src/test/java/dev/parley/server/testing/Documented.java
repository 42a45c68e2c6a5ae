package dev.parley.server.testing;

import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import java.net.URI;
import java.net.http.HttpRequest;

/** Holds a hub under test to what it says about itself, whatever a test does with it. */
final class Documented implements HubClient.Witness {

    @Override
    public void answered(HttpRequest request, Answer answer) {
        DocumentedAnswers.check(request, answer);
    }

    @Override
    public HubSocket.Witness connecting(URI uri) {
        return new FrameWitness(uri.getPort());
    }
}
