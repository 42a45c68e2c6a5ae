package dev.parley.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.HubSocket;
import dev.parley.server.process.TestCluster;
import dev.parley.server.testing.Eventually;

/** What is broken in a cluster, and what those who look on see of it meanwhile. It is whole again in the end. */
enum Fault {
    A_NODE_IS_KILLED {
        @Override
        void strike(TestCluster cluster, Onlookers bots) {
            HubSocket lost = bots.connectSubject(0);
            bots.awaitSubject(1, true);
            cluster.node(0).kill();
            bots.awaitSubject(1, false);
            lost.raw().abort();
            cluster.restart(0);
            try (HubSocket again = bots.connectSubject(0)) {
                bots.awaitSubject(2, true);
                assertThat(again.raw().isInputClosed()).isFalse();
            }
            bots.awaitSubject(1, false);
        }
    },

    A_NODE_FREEZES_AND_THAWS {
        @Override
        void strike(TestCluster cluster, Onlookers bots) {
            try (HubSocket there = bots.connectSubject(1)) {
                bots.awaitSubject(2, true);
                cluster.node(1).freeze();
                bots.awaitSubject(2, false);
                cluster.node(1).thaw();
                bots.awaitSubject(2, true);
                assertThat(there.raw().isInputClosed()).isFalse();
            }
            bots.awaitSubject(0, false);
        }
    },

    REDIS_IS_KILLED_AND_COMES_BACK_EMPTY {
        @Override
        void strike(TestCluster cluster, Onlookers bots) {
            cluster.redis.kill();
            try (HubSocket meanwhile = bots.connectSubject(2)) {
                bots.awaitSubject(0, true);
                cluster.redis.restart();
                bots.awaitSubject(1, true);
                assertThat(meanwhile.raw().isInputClosed()).isFalse();
            }
            bots.awaitSubject(0, false);
        }
    },

    POSTGRES_IS_KILLED_AND_COMES_BACK {
        @Override
        void strike(TestCluster cluster, Onlookers bots) {
            try (HubSocket throughout = bots.connectSubject(0)) {
                bots.awaitSubject(1, true);
                cluster.postgres.kill();
                Answer answer = Eventually.get(() -> bots.send(2), refused -> refused.status() != 200);
                assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isPresent();
                cluster.postgres.restart();
                Eventually.get(() -> bots.send(2), done -> done.status() == 200);
                bots.awaitSubject(1, true);
                assertThat(throughout.raw().isInputClosed()).isFalse();
            }
            bots.awaitSubject(1, false);
        }
    },

    A_NODE_LOSES_REDIS {
        @Override
        void strike(TestCluster cluster, Onlookers bots) {
            cluster.links.get(2).cut();
            try (HubSocket cutOff = bots.connectSubject(2)) {
                bots.awaitSubject(0, true);
                cluster.links.get(2).mend();
                assertThat(cutOff.raw().isInputClosed()).isFalse();
            }
            bots.awaitSubject(1, false);
        }
    };

    abstract void strike(TestCluster cluster, Onlookers bots);
}
