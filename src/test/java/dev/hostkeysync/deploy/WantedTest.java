package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedTest {

    private static Wanted wanted(String metric, String... labels) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return new Wanted(metric, map);
    }

    @Test
    void asksForEveryAlternativeOfASelector() {
        assertThat(
                        Wanted.of(
                                "max(hostkeysync_a{namespace=~\"$n\",class=\"light\",reason=~\"x|y\"})"))
                .containsExactlyInAnyOrder(
                        wanted("hostkeysync_a", "class", "light", "reason", "x"),
                        wanted("hostkeysync_a", "class", "light", "reason", "y"));
    }

    @Test
    void asksForTheLabelAloneWhereAPatternSaysMore() {
        assertThat(Wanted.of("rate(hostkeysync_a{status=~\"5..\"}[5m])"))
                .containsExactly(wanted("hostkeysync_a", "status", ""));
    }

    @Test
    void asksForTheLabelsOfAGrouping() {
        assertThat(Wanted.of("sum by (namespace, topic) (hostkeysync_a) * sum(hostkeysync_b)"))
                .containsExactlyInAnyOrder(
                        wanted("hostkeysync_a"),
                        wanted("hostkeysync_b"),
                        wanted("hostkeysync_a", "topic", ""));
    }

    @Test
    void isMetByASeriesWithTheSameLabelsAndMore() {
        Wanted wanted = wanted("hostkeysync_a", "class", "light", "reason", "");

        assertThat(wanted.isMetBy("hostkeysync_a{class=\"light\",reason=\"x\",z=\"1\"} 0.0"))
                .isTrue();
        assertThat(wanted.isMetBy("hostkeysync_a{class=\"heavy\",reason=\"x\"} 0.0")).isFalse();
        assertThat(wanted.isMetBy("hostkeysync_a{class=\"light\"} 0.0")).isFalse();
        assertThat(wanted.isMetBy("hostkeysync_ab{class=\"light\",reason=\"x\"} 0.0")).isFalse();
        assertThat(wanted.isMetBy("# HELP hostkeysync_a what it is")).isFalse();
    }
}
