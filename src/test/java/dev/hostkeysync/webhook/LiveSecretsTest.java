package dev.hostkeysync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveSecretsTest {

    @ParameterizedTest
    @CsvSource({"old, true", "new, true", "olds, false", "'', false", "'old,new', false"})
    void knowsEachOfThem(String given, boolean known) {
        assertThat(LiveSecrets.parse(Optional.of("old , new")).contains(given)).isEqualTo(known);
    }

    @Test
    void knowsNothingWithoutAny() {
        LiveSecrets none = LiveSecrets.parse(Optional.empty());

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.contains("")).isFalse();
    }

    @Test
    void triesAllOfThemWhicheverIsRight() {
        List<String> tried = new ArrayList<>();

        Optional<Secret> found =
                LiveSecrets.parse(Optional.of("a,b,c"))
                        .find(secret -> {
                            tried.add(secret.reveal());
                            return secret.reveal().equals("a");
                        });

        assertThat(found).contains(Secret.of("a"));
        assertThat(tried).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "abcd | -",
                "abcd, efgh | -",
                "abcd,,efgh | one of the secrets is empty",
                "abcd, | one of the secrets is empty",
                "abcd,efg | one of the secrets has fewer than 4 characters",
            })
    void saysWhatIsWrongWithAList(String list, String fault) {
        assertThat(LiveSecrets.fault(list, 4)).isEqualTo(Optional.ofNullable(fault));
    }
}
