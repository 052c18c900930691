package dev.hostkeysync.golden;

import dev.hostkeysync.journey.SharedService;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Plays every conversation against the packaged service with PostgreSQL, Kafka and a simulated
/// Zoom.
class GoldenIT {

    @TestFactory
    Stream<DynamicContainer> answersAsTheClientsNeedIt() {
        return Conversations.all().stream().map(GoldenIT::played);
    }

    private static DynamicContainer played(Conversation conversation) {
        Player player =
                new Player(
                        conversation,
                        SharedService.url(),
                        SharedService.scimToken(),
                        SharedService.otherToken());
        return DynamicContainer.dynamicContainer(
                conversation.name() + ": " + conversation.title(),
                conversation.steps().stream()
                        .map(step ->
                                DynamicTest.dynamicTest(
                                        conversation.name() + ": " + step.does(),
                                        () -> player.play(step))));
    }
}
