package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {

    private final Room room = new Room(2);
    private final List<String> entered = new ArrayList<>();
    private final List<Room.Place> places = new ArrayList<>();

    @Test
    void asManyAsThereArePlacesComeInAndTheOthersInTheirOrder() {
        enter("a");
        enter("b");
        enter("c");
        enter("d");
        assertThat(entered).containsExactly("a", "b");

        places.get(1).leave();
        assertThat(entered).containsExactly("a", "b", "c");
        places.get(0).leave();
        assertThat(entered).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aPlaceIsGivenUpOnce() {
        enter("a");
        enter("b");
        enter("c");
        enter("d");

        places.get(0).leave();
        places.get(0).leave();

        assertThat(entered).containsExactly("a", "b", "c");
        assertThat(places.get(0).isLeft()).isTrue();
        assertThat(places.get(1).isLeft()).isFalse();
    }

    @Test
    void whoComesWhenAllHaveLeftNeedNotWait() {
        enter("a");
        places.get(0).leave();
        enter("b");
        enter("c");

        assertThat(entered).containsExactly("a", "b", "c");
    }

    private void enter(String name) {
        room.enter(place -> {
            entered.add(name);
            places.add(place);
        });
    }
}
