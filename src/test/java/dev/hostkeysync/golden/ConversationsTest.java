package dev.hostkeysync.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The files themselves: they are read in full, and leave out no mistake.
class ConversationsTest {

    private static final List<Conversation> ALL = Conversations.all();

    @Test
    void everyKnownMistakeIsTriedInSomeStep() {
        Map<Integer, String> mistakes = Conversations.mistakes();
        TreeSet<Integer> tried = new TreeSet<>();
        ALL.forEach(one -> one.steps().forEach(step -> tried.addAll(step.mistakes())));

        assertThat(mistakes.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
        assertThat(tried).containsExactlyElementsOf(mistakes.keySet());
    }

    @Test
    void everyStepOfAConversationHasATitleOfItsOwn() {
        for (Conversation conversation : ALL) {
            assertThat(conversation.steps())
                    .as(conversation.name())
                    .isNotEmpty()
                    .extracting(Step::does)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everyAnswerHasAStatus() {
        for (Conversation conversation : ALL) {
            for (Step step : conversation.steps()) {
                int status =
                        switch (step.action()) {
                            case Step.Exchange exchange -> exchange.expected().status();
                            case Step.HostKey hostKey -> hostKey.status();
                        };
                assertThat(status).as(conversation.name() + ": " + step.does()).isBetween(200, 501);
            }
        }
    }
}
